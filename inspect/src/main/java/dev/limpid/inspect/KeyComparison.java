// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.inspect.KeyTree.Name;
import dev.limpid.inspect.KeyTree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides' secrets, row by row: the answer to "do both hold the same keys, though none was ever sent?"
 *
 * @param rows in the order of the first tree, then what only the second has
 */
public record KeyComparison(List<Row> rows) {
    /** How the two sides compare in one secret. */
    public enum Result {
        /** The fingerprints are equal: it is the same secret. */
        SAME,
        /** The fingerprints differ. */
        DIFFERS,
        /** Only the first side derived it. */
        ONLY_FIRST,
        /** Only the second side derived it. */
        ONLY_SECOND,
        /** Both have it, but its fingerprint may not be shown. */
        HIDDEN
    }

    /** One secret. */
    public record Row(Name name, Optional<Node> first, Optional<Node> second, Result result) {}

    /** A comparison that keeps a copy of {@code rows}. */
    public KeyComparison {
        rows = List.copyOf(rows);
    }

    /** Compares {@code first} with {@code second}. */
    public static KeyComparison of(KeyTree first, KeyTree second) {
        Set<Name> names = new LinkedHashSet<>();
        first.nodes().forEach(n -> names.add(n.name()));
        second.nodes().forEach(n -> names.add(n.name()));
        List<Row> rows = new ArrayList<>();
        for (Name name : names) {
            rows.add(row(name, first.find(name), second.find(name)));
        }
        return new KeyComparison(rows);
    }

    /** Whether every secret that can be compared is the same, and at least one can. */
    public boolean allSame() {
        return rows.stream().anyMatch(r -> r.result == Result.SAME)
                && firstDivergence().isEmpty();
    }

    /** The first secret in which the two sides differ. */
    public Optional<Row> firstDivergence() {
        return rows.stream().filter(r -> r.result == Result.DIFFERS).findFirst();
    }

    /** How many rows came out as {@code result}. */
    public long count(Result result) {
        return rows.stream().filter(r -> r.result == result).count();
    }

    private static Row row(Name name, Optional<Node> first, Optional<Node> second) {
        return new Row(name, first, second, compare(first, second));
    }

    private static Result compare(Optional<Node> first, Optional<Node> second) {
        if (second.isEmpty()) {
            return Result.ONLY_FIRST;
        }
        if (first.isEmpty()) {
            return Result.ONLY_SECOND;
        }
        if (first.get().fingerprint().isEmpty() || second.get().fingerprint().isEmpty()) {
            return Result.HIDDEN;
        }
        return first.get().fingerprint().equals(second.get().fingerprint()) ? Result.SAME : Result.DIFFERS;
    }
}
