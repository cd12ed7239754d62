// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.util.Optional;

/** Where passwords of keys and stores come from. Asked only when one is needed. */
@FunctionalInterface
public interface PasswordSource {
    /** No password: what is encrypted cannot be read. */
    PasswordSource NONE = what -> Optional.empty();

    /**
     * The password of {@code what}, a file as people know it; empty if there is none.
     *
     * @return an array that the caller wipes after use
     */
    Optional<char[]> passwordFor(String what);

    /** One password for everything; keeps a copy of {@code password}. */
    static PasswordSource of(char... password) {
        char[] copy = password.clone();
        return what -> Optional.of(copy.clone());
    }
}
