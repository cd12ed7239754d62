// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import java.util.HashSet;
import java.util.Set;

/** A set of types for one look at a block: nearly all that are in use have small numbers, so that one word holds them. Not thread-safe. */
final class SeenTypes {
    private long small;
    private final Set<ExtensionType> large = new HashSet<>(0);

    /** Whether it was not there yet. */
    boolean add(ExtensionType type) {
        if (type.code() >= Long.SIZE) {
            return large.add(type);
        }
        long before = small;
        small |= 1L << type.code();
        return small != before;
    }

    boolean contains(ExtensionType type) {
        return type.code() >= Long.SIZE ? large.contains(type) : (small & 1L << type.code()) != 0;
    }
}
