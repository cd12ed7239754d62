// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.HashAlgorithm;

/** A running hash. Not thread-safe. */
public interface Hash {
    /** Which hash. */
    HashAlgorithm algorithm();

    /** Takes in {@code length} bytes of {@code bytes} from {@code offset}. */
    void update(byte[] bytes, int offset, int length);

    /** The digest of all bytes so far, in an array that the caller owns; the hash keeps running. */
    byte[] digest();

    /** A hash with the same past and a future of its own. */
    Hash fork();
}
