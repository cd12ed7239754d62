// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spotless checks most files; this one also those that it leaves out, such as module-info and package-info. */
class LicenceHeaderTest {

    private static final String HEADER = "// Copyright The Limpid Authors\n// SPDX-License-Identifier: Apache-2.0\n";

    @Test
    void everyJavaFileBeginsWithTheLicenceHeader() throws IOException {
        List<Path> files = javaFiles();

        assertThat(files).hasSizeGreaterThan(30);
        assertThat(files).allSatisfy(file -> assertThat(Files.readString(file)).startsWith(HEADER));
    }

    private static List<Path> javaFiles() throws IOException {
        // Surefire runs each module's tests in the module's folder.
        Path repository = Path.of("").toAbsolutePath().getParent();
        assertThat(repository.resolve("NOTICE")).exists();
        try (Stream<Path> modules = Files.list(repository)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(LicenceHeaderTest::below)
                    .toList();
        }
    }

    private static Stream<Path> below(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
