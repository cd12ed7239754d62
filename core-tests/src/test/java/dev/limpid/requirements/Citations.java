// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of the sources that name a requirement, as {@code //= R4.7.3-6} does.
 *
 * @param code the classes that obey a requirement, by its id
 * @param tests the classes that prove it, by its id
 * @param malformed lines that look like a citation and aren't one, each with its place
 */
record Citations(Map<String, SortedSet<String>> code, Map<String, SortedSet<String>> tests, List<String> malformed) {
    /** What others use to test with is neither the code that obeys nor a test that proves. */
    private static final Set<String> FOR_TESTS_ONLY = Set.of("testkit", "bench", "fuzz");

    /** Above the line that it is about, or at its end. */
    private static final Pattern CITATION = Pattern.compile("(?<before>.*?)//= (?<id>R[0-9A-F]+(?:\\.[0-9]+)*-[0-9]+)");

    /** All citations of the modules in {@code root}. */
    static Citations of(Path root) {
        Citations found = new Citations(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                if (!FOR_TESTS_ONLY.contains(module.getFileName().toString())) {
                    found.addAll(module.resolve("src").resolve("main"), found.code);
                }
                found.addAll(module.resolve("src").resolve("test"), found.tests);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Adds what {@code source}, the text of class {@code name}, cites. */
    void add(String name, List<String> source, Map<String, SortedSet<String>> to) {
        for (int i = 0; i < source.size(); i++) {
            String line = source.get(i);
            if (!line.contains("//=") || line.contains("\"") || line.contains("@code")) {
                continue;
            }
            Matcher citation = CITATION.matcher(line);
            String next = i + 1 < source.size() ? source.get(i + 1) : "";
            if (citation.matches() && !(citation.group("before").isBlank() && next.isBlank())) {
                to.computeIfAbsent(citation.group("id"), id -> new TreeSet<>()).add(name);
            } else {
                malformed.add(name + ":" + (i + 1) + ": " + line.strip());
            }
        }
    }

    private void addAll(Path folder, Map<String, SortedSet<String>> to) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                add(
                        name.equals("package-info") ? file.getParent().getFileName() + " (package)" : name,
                        Files.readAllLines(file),
                        to);
            }
        }
    }
}
