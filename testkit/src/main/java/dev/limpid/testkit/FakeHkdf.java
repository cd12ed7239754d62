// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.crypto.Hkdf;
import dev.limpid.registry.HashAlgorithm;

/** Derivation without any strength: the mix of the key and the input. */
record FakeHkdf(HashAlgorithm algorithm) implements Hkdf {
    @Override
    public byte[] extract(byte[] salt, byte[] inputKeyingMaterial) {
        return mac(salt, inputKeyingMaterial);
    }

    @Override
    public byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        if (length < 0 || length > 255 * algorithm.length()) {
            throw new IllegalArgumentException("HKDF cannot make " + length + " bytes");
        }
        return FakeMix.expand(keyed(pseudorandomKey, info, 2), length);
    }

    @Override
    public byte[] mac(byte[] key, byte[] data) {
        return FakeMix.expand(keyed(key, data, 1), algorithm.length());
    }

    private static long keyed(byte[] key, byte[] data, int purpose) {
        return FakeMix.mix(FakeMix.mix(purpose, key, 0, key.length), data, 0, data.length);
    }
}
