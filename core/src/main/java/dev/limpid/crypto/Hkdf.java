// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.HashAlgorithm;

/**
 * HKDF (RFC 5869) and the HMAC underneath. Arguments stay the caller's, results belong to the caller. One instance serves one
 * connection: it is not thread-safe.
 */
public interface Hkdf {
    /** The hash underneath. */
    HashAlgorithm algorithm();

    /** HKDF-Extract: a pseudorandom key of Hash.length bytes. An empty {@code salt} means Hash.length zeros. */
    byte[] extract(byte[] salt, byte[] inputKeyingMaterial);

    /**
     * HKDF-Expand.
     *
     * @param length of the output, in bytes
     * @throws IllegalArgumentException if {@code length} is negative or more than 255 times Hash.length
     */
    byte[] expand(byte[] pseudorandomKey, byte[] info, int length);

    /** HMAC of {@code data}: Hash.length bytes. */
    byte[] mac(byte[] key, byte[] data);
}
