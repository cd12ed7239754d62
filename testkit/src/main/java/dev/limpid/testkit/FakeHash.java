// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.crypto.Hash;
import dev.limpid.registry.HashAlgorithm;

/** A hash of 64 bits, spread over as many bytes as the real one has. */
final class FakeHash implements Hash {
    private final HashAlgorithm algorithm;
    private long state;

    FakeHash(HashAlgorithm algorithm, long state) {
        this.algorithm = algorithm;
        this.state = state;
    }

    @Override
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    /** Byte by byte, so that it doesn't matter how the input is cut. */
    @Override
    public void update(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            state = FakeMix.mix(state, bytes[i]);
        }
    }

    @Override
    public byte[] digest() {
        return FakeMix.expand(state, algorithm.length());
    }

    @Override
    public Hash fork() {
        return new FakeHash(algorithm, state);
    }
}
