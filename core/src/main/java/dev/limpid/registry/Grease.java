// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import dev.limpid.wire.Bytes;

/** RFC 8701's reserved values, which mean nothing and must be tolerated wherever code points are listed. */
public final class Grease {
    private Grease() {}

    /** Whether the 16-bit {@code code} is one of 0x0a0a, 0x1a1a, …, 0xfafa. */
    public static boolean is(int code) {
        return (code & 0x0f0f) == 0x0a0a && code >>> 8 == (code & 0xff);
    }

    /** The {@code index}th of the sixteen 16-bit values, from 0x0a0a. */
    public static int value(int index) {
        return 0x0a0a + 0x1010 * (index & 0xf);
    }

    /** The {@code index}th of the eight values for psk_key_exchange_modes, from 0x0b. */
    public static int pskMode(int index) {
        return 0x0b + 0x1f * (index & 0x7);
    }

    /** Whether the 8-bit {@code code} is one of 0x0b, 0x2a, …, 0xe4. */
    public static boolean isPskMode(int code) {
        return code >= 0x0b && (code - 0x0b) % 0x1f == 0 && code <= 0xe4;
    }

    /** Whether the name of an application protocol is one of the sixteen, in two bytes. */
    public static boolean is(Bytes protocol) {
        return protocol.length() == 2 && is(protocol.at(0) << 8 | protocol.at(1));
    }

    static boolean is(int code, int digits) {
        return digits == 4 && is(code);
    }
}
