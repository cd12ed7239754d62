// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The repository around these tests, as files. */
final class Sources {
    /** Surefire runs each module's tests in the module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Sources() {}

    /** All Java sources of {@code kind}, main or test, in all modules: texts by class name, joined where two classes share one. */
    static Map<String, String> of(String kind) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src").resolve(kind).resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> below(folder).stream())
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), Sources::text, String::concat));
        }
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
