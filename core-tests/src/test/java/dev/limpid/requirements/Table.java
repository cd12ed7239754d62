// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The plain text tables beside these tests: {@code #} begins a comment, cells are divided by tabs. */
final class Table {
    private static final Path FOLDER = Path.of("src", "test", "resources", "requirements");

    private Table() {}

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(FOLDER.resolve(name)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two cells a line: an id and what is said about it. */
    static SortedMap<String, String> byId(String name) {
        SortedMap<String, String> table = new TreeMap<>();
        for (String line : lines(name)) {
            String[] cells = line.split("\t", -1);
            if (cells.length != 2 || cells[1].isBlank() || table.put(cells[0], cells[1]) != null) {
                throw new IllegalArgumentException("not an id of its own, a tab and a text: " + line);
            }
        }
        return table;
    }

    /** Writes {@code lines} below the comment that the file begins with. */
    static void rewrite(String name, List<String> lines) {
        Path file = FOLDER.resolve(name);
        try {
            List<String> all = new ArrayList<>(Files.readAllLines(file).stream()
                    .takeWhile(line -> line.startsWith("#"))
                    .toList());
            all.addAll(lines);
            Files.write(file, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
