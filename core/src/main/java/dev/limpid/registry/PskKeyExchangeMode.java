// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** How a pre-shared key is combined with a key exchange (RFC 9846 section 4.3.9). */
public record PskKeyExchangeMode(int code) {
    private static final Registry REGISTRY = new Registry(2);

    public static final PskKeyExchangeMode PSK_KE = known(0, "psk_ke");
    public static final PskKeyExchangeMode PSK_DHE_KE = known(1, "psk_dhe_ke");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public PskKeyExchangeMode {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return Grease.isPskMode(code) ? "GREASE (0x%02x)".formatted(code) : REGISTRY.name(code);
    }

    private static PskKeyExchangeMode known(int code, String name) {
        return new PskKeyExchangeMode(REGISTRY.add(code, name));
    }
}
