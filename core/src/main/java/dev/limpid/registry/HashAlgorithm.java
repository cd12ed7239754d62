// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** The hashes of TLS 1.3's cipher suites. */
public enum HashAlgorithm {
    /** SHA-256: 32 bytes. */
    SHA256(32),
    /** SHA-384: 48 bytes. */
    SHA384(48);

    private final int length;

    HashAlgorithm(int length) {
        this.length = length;
    }

    /** Hash.length of section 7.1, in bytes. */
    public int length() {
        return length;
    }
}
