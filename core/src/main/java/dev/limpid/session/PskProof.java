// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Which external PSK authenticated a peer: another one under the same identity is another one. Says nothing about the key's bytes to
 * whoever could not guess them. Thread-safe.
 *
 * @param identity the PSK's
 * @param check a value that only this identity and this key give, 1 to 255 bytes
 */
public record PskProof(Bytes identity, Bytes check) {
    private static final Bytes LABEL = Bytes.ofUtf8("limpid external psk ");

    /** @throws IllegalArgumentException if a length is out of its range */
    public PskProof {
        if (identity.isEmpty() || identity.length() > 0xffff || check.isEmpty() || check.length() > 255) {
            throw new IllegalArgumentException("an identity has 1 to 65535 bytes and a check 1 to 255, not "
                    + identity.length() + " and " + check.length());
        }
        identity = Copies.of(identity);
        check = Copies.of(check);
    }

    /** The proof that {@code key} gives. */
    public static PskProof of(ExternalPsk key, CryptoProvider crypto) {
        byte[] secret = key.psk().bytes();
        try {
            // TLS extracts from the key with a salt of zeros or a secret, so this value is never one of its secrets
            byte[] salt = LABEL.then(key.identity()).toArray();
            return new PskProof(
                    key.identity(), Bytes.wrap(crypto.hkdf(HashAlgorithm.SHA256).extract(salt, secret)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Whether {@code key} is the one. */
    public boolean isOf(ExternalPsk key, CryptoProvider crypto) {
        return key.identity().equals(identity)
                && MessageDigest.isEqual(of(key, crypto).check.toArray(), check.toArray());
    }

    /** Not even the identity, which may be a user's name. */
    @Override
    public String toString() {
        return "proof of an external PSK";
    }
}
