// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import dev.limpid.requirements.Requirement.Level;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requirements beside their citations and the exceptions.
 *
 * @param exceptions why an id needs no citation
 */
record Coverage(List<Requirement> requirements, Citations citations, SortedMap<String, String> exceptions) {

    /** What every MUST still lacks, {@code code}, {@code test} or both, by its id, in the RFC's order. */
    SortedMap<String, SortedSet<String>> open() {
        List<String> order = requirements.stream().map(Requirement::id).toList();
        SortedMap<String, SortedSet<String>> open = new TreeMap<>(Comparator.comparingInt(order::indexOf));
        for (Requirement r : requirements) {
            if (r.level() == Level.MUST && !isExcepted(r) && !isProven(r)) {
                open.put(r.id(), missing(r));
            }
        }
        return open;
    }

    /** Faults that no table excuses, as sentences. */
    List<String> faults() {
        SortedMap<String, Level> levels = requirements.stream()
                .collect(Collectors.toMap(Requirement::id, Requirement::level, (a, b) -> a, TreeMap::new));
        Stream<String> malformed = citations.malformed().stream().map("not a citation: "::concat);
        Stream<String> unknown = Stream.of(citations.code(), citations.tests())
                .flatMap(map -> map.entrySet().stream())
                .filter(citation -> !levels.containsKey(citation.getKey()))
                .map(citation -> "no requirement " + citation.getKey() + ", cited in " + citation.getValue());
        Stream<String> pointless = exceptions.keySet().stream()
                .filter(id -> levels.get(id) != Level.MUST)
                .map(id -> "an exception for " + id + ", which is no MUST");
        Stream<String> needless = requirements.stream()
                .filter(r -> isExcepted(r) && isProven(r))
                .map(r -> "the exception for " + r.id() + " is no longer needed: code and tests cite it");
        return Stream.of(malformed, unknown, pointless, needless)
                .flatMap(faults -> faults)
                .sorted()
                .toList();
    }

    boolean isExcepted(Requirement r) {
        return exceptions.containsKey(r.id());
    }

    /** Whether code obeys it and a test proves it. */
    boolean isProven(Requirement r) {
        return missing(r).isEmpty();
    }

    SortedSet<String> code(Requirement r) {
        return citations.code().getOrDefault(r.id(), Collections.emptySortedSet());
    }

    SortedSet<String> tests(Requirement r) {
        return citations.tests().getOrDefault(r.id(), Collections.emptySortedSet());
    }

    private SortedSet<String> missing(Requirement r) {
        SortedSet<String> missing = new TreeSet<>();
        if (code(r).isEmpty()) {
            missing.add("code");
        }
        if (tests(r).isEmpty()) {
            missing.add("test");
        }
        return missing;
    }
}
