// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import java.util.Set;

/**
 * Which signatures and keys are strong enough in a certification path, whatever the JVM's own settings allow. Applies to
 * every link's signature and key and to the anchor's key; the anchor's own signature proves nothing and is not looked at
 * (RFC 9846 section 4.5.1.2).
 *
 * @param hashes the hash functions that signatures may use, such as {@code SHA-256}
 * @param minimumRsaBits the smallest RSA modulus
 * @param maximumRsaBits the largest: huge keys only cost time
 */
public record AlgorithmPolicy(Set<String> hashes, int minimumRsaBits, int maximumRsaBits) {
    //= R4.5.1.3-4
    //= R4.5.1.3-5
    //= RC.2-1
    /** SHA-256 or better, RSA of 2048 to 8192 bits, and all curves that TLS 1.3 signs with. */
    public static final AlgorithmPolicy DEFAULT =
            new AlgorithmPolicy(Set.of("SHA-256", "SHA-384", "SHA-512"), 2048, 8192);

    /**
     * A policy that keeps a copy of {@code hashes}.
     *
     * @throws IllegalArgumentException if MD5 is among them, which section 4.5.1.3 rules out, or the sizes cross
     */
    public AlgorithmPolicy {
        hashes = Set.copyOf(hashes);
        if (hashes.contains("MD5") || hashes.contains("MD2")) {
            throw new IllegalArgumentException("RFC 9846 section 4.5.1.3 forbids signatures with MD5");
        }
        if (minimumRsaBits > maximumRsaBits) {
            throw new IllegalArgumentException("no RSA key has " + minimumRsaBits + " to " + maximumRsaBits + " bits");
        }
    }
}
