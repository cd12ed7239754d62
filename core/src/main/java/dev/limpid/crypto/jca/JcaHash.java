// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.crypto.Hash;
import dev.limpid.registry.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/** A message digest that is cloned for each snapshot: cheaper than hashing the transcript again. */
final class JcaHash implements Hash {
    private final HashAlgorithm algorithm;
    private final MessageDigest digest;

    private JcaHash(HashAlgorithm algorithm, MessageDigest digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    static JcaHash of(HashAlgorithm algorithm, Provider provider) {
        try {
            return new JcaHash(algorithm, MessageDigest.getInstance(name(algorithm), provider));
        } catch (NoSuchAlgorithmException e) {
            throw new CryptoException(name(algorithm) + " from " + provider.getName(), e);
        }
    }

    static String name(HashAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> "SHA-256";
            case SHA384 -> "SHA-384";
        };
    }

    @Override
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public byte[] digest() {
        return copy().digest();
    }

    @Override
    public Hash fork() {
        return new JcaHash(algorithm, copy());
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new CryptoException(digest.getAlgorithm() + " can't be copied", e);
        }
    }
}
