// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;

/** A key by which a server knows its own cookies again (RFC 9846 section 4.3.2): HMAC-SHA-256. Immutable; never shown. */
public final class CookieKey {
    /** The least length of a key, in bytes. */
    public static final int MIN_LENGTH = 32;

    private final byte[] key;

    private CookieKey(byte[] key) {
        this.key = key;
    }

    /**
     * A key that several servers share.
     *
     * @param key {@value #MIN_LENGTH} random bytes or more; copied
     * @throws IllegalArgumentException if it is shorter, or all its bytes are the same
     */
    public static CookieKey of(byte[] key) {
        if (key.length < MIN_LENGTH) {
            throw new IllegalArgumentException("a cookie key has " + MIN_LENGTH + " bytes or more");
        }
        byte differences = 0;
        for (byte each : key) {
            differences |= (byte) (each ^ key[0]);
        }
        if (differences == 0) {
            throw new IllegalArgumentException("a cookie key is random");
        }
        return new CookieKey(key.clone());
    }

    /** A key that only this process knows. */
    public static CookieKey random(CryptoProvider crypto) {
        byte[] key = new byte[MIN_LENGTH];
        crypto.random(key);
        return new CookieKey(key);
    }

    /** The 32 bytes that prove {@code content}. */
    public Bytes authenticate(CryptoProvider crypto, Bytes content) {
        return Bytes.wrap(crypto.hkdf(HashAlgorithm.SHA256).mac(key, content.toArray()));
    }

    /** Says what it is and nothing of its bytes. */
    @Override
    public String toString() {
        return "cookie key";
    }
}
