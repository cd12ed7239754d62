// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.crypto.Hkdf;
import dev.limpid.registry.HashAlgorithm;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF over one HMAC object, which costs half of what {@code javax.crypto.KDF} does. */
final class JcaHkdf implements Hkdf {
    private static final int MAXIMUM_BLOCKS = 255;

    private final HashAlgorithm algorithm;
    private final Mac hmac;

    private JcaHkdf(HashAlgorithm algorithm, Mac hmac) {
        this.algorithm = algorithm;
        this.hmac = hmac;
    }

    static JcaHkdf of(HashAlgorithm algorithm, Provider provider) {
        try {
            return new JcaHkdf(algorithm, Mac.getInstance(name(algorithm), provider));
        } catch (NoSuchAlgorithmException e) {
            throw new CryptoException(name(algorithm) + " from " + provider.getName(), e);
        }
    }

    static String name(HashAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> "HmacSHA256";
            case SHA384 -> "HmacSHA384";
        };
    }

    @Override
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] extract(byte[] salt, byte[] inputKeyingMaterial) {
        return mac(salt, inputKeyingMaterial);
    }

    @Override
    public byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        int hashLength = algorithm.length();
        if (length < 0 || length > MAXIMUM_BLOCKS * hashLength) {
            throw new IllegalArgumentException("HKDF cannot make " + length + " bytes");
        }
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        init(pseudorandomKey);
        for (int at = 0, counter = 1; at < length; at += hashLength, counter++) {
            hmac.update(block);
            hmac.update(info);
            hmac.update((byte) counter);
            Arrays.fill(block, (byte) 0);
            block = hmac.doFinal();
            System.arraycopy(block, 0, output, at, Math.min(hashLength, length - at));
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }

    @Override
    public byte[] mac(byte[] key, byte[] data) {
        init(key);
        return hmac.doFinal(data);
    }

    private void init(byte[] key) {
        // The JCA refuses an empty key; HMAC pads keys with zeros, so one zero is the same key.
        HeldKey held = new HeldKey(key.length == 0 ? new byte[1] : key, hmac.getAlgorithm());
        try {
            hmac.init(held);
        } catch (InvalidKeyException e) {
            throw new CryptoException(hmac.getAlgorithm(), e);
        } finally {
            held.destroy();
        }
    }
}
