// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

/** The one function behind all fake cryptography: mixes numbers well enough for tests and for nothing else. */
final class FakeMix {
    private FakeMix() {}

    static long mix(long state, long input) {
        long mixed = (state ^ input) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 29;
        mixed *= 0xbf58476d1ce4e5b9L;
        return mixed ^ mixed >>> 32;
    }

    static long mix(long state, byte[] bytes, int offset, int length) {
        long mixed = mix(state, length);
        for (int i = offset; i < offset + length; i++) {
            mixed = mix(mixed, bytes[i]);
        }
        return mixed;
    }

    /** {@code length} bytes that depend on {@code state}. */
    static byte[] expand(long state, int length) {
        byte[] expanded = new byte[length];
        for (int i = 0; i < length; i++) {
            expanded[i] = (byte) mix(state, i);
        }
        return expanded;
    }
}
