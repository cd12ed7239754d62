// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that a person has read and approved, in {@code src/test/resources/golden} of the module under test. With
 * {@code -Dlimpid.golden=update} they are rewritten; then read the difference before you commit it.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /**
     * Compares {@code actual} with the golden text {@code name}.
     *
     * @throws AssertionError if they differ, or if there is no such text yet
     */
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if ("update".equals(System.getProperty("limpid.golden"))) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
                return;
            }
            if (!Files.exists(file)) {
                throw new AssertionError("no golden text " + file + "; -Dlimpid.golden=update writes it:\n" + actual);
            }
            String expected = Files.readString(file).replace("\r\n", "\n");
            if (!expected.equals(actual)) {
                throw new AssertionError(difference(file, expected, actual));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(Path file, String expected, String actual) {
        String[] wanted = expected.split("\n", -1);
        String[] got = actual.split("\n", -1);
        int line = 0;
        while (line < wanted.length && line < got.length && wanted[line].equals(got[line])) {
            line++;
        }
        return file + " differs at line " + (line + 1)
                + "\n  golden: " + (line < wanted.length ? wanted[line] : "(ends)")
                + "\n  actual: " + (line < got.length ? got[line] : "(ends)")
                + "\n\nwhole actual text:\n" + actual;
    }
}
