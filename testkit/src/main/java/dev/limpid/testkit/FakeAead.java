// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.registry.CipherSuite;
import java.util.Arrays;
import java.util.Objects;

/** XOR with a stream that key and nonce decide, and a checksum for a tag. Allocates nothing. */
final class FakeAead implements Aead {
    private static final int TAG = 16;

    private final CipherSuite suite;
    private final long key;
    private boolean destroyed;

    FakeAead(CipherSuite suite, byte[] key) {
        if (key.length != Aead.keyLength(suite)) {
            throw new IllegalArgumentException(suite + " with a key of " + key.length + " bytes");
        }
        this.suite = suite;
        this.key = FakeMix.mix(suite.code(), key, 0, key.length);
    }

    @Override
    public int tagLength() {
        return TAG;
    }

    @Override
    public int seal(
            byte[] nonce,
            byte[] aad,
            int aadLength,
            byte[] content,
            int offset,
            int length,
            byte[] tail,
            int tailLength,
            byte[] out,
            int outOffset) {
        int plain = length + tailLength;
        Objects.checkFromIndexSize(outOffset, plain + TAG, out.length);
        long stream = stream(nonce);
        long tag = FakeMix.mix(stream, aad, 0, aadLength);
        for (int i = 0; i < plain; i++) {
            byte text = i < length ? content[offset + i] : tail[i - length];
            tag = FakeMix.mix(tag, text);
            out[outOffset + i] = (byte) (text ^ FakeMix.mix(stream, i));
        }
        for (int i = 0; i < TAG; i++) {
            out[outOffset + plain + i] = (byte) FakeMix.mix(tag, i);
        }
        return plain + TAG;
    }

    @Override
    public int open(
            byte[] nonce, byte[] aad, int aadLength, byte[] sealed, int offset, int length, byte[] out, int outOffset)
            throws AeadException {
        int plain = length - TAG;
        if (plain < 0) {
            throw new AeadException();
        }
        Objects.checkFromIndexSize(outOffset, plain, out.length);
        long stream = stream(nonce);
        long tag = FakeMix.mix(stream, aad, 0, aadLength);
        for (int i = 0; i < plain; i++) {
            out[outOffset + i] = (byte) (sealed[offset + i] ^ FakeMix.mix(stream, i));
            tag = FakeMix.mix(tag, out[outOffset + i]);
        }
        for (int i = 0; i < TAG; i++) {
            if (sealed[offset + plain + i] != (byte) FakeMix.mix(tag, i)) {
                Arrays.fill(out, outOffset, outOffset + plain, (byte) 0);
                throw new AeadException();
            }
        }
        return plain;
    }

    @Override
    public Aead rekey(byte[] newKey) {
        destroy();
        return new FakeAead(suite, newKey);
    }

    @Override
    public void destroy() {
        destroyed = true;
    }

    private long stream(byte[] nonce) {
        if (destroyed) {
            throw new IllegalStateException("the key is destroyed");
        }
        return FakeMix.mix(key, nonce, 0, nonce.length);
    }
}
