// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** Protocol versions as the wire numbers them (RFC 9846 section 4.3.1). */
public record ProtocolVersion(int code) {
    private static final Registry REGISTRY = new Registry(4);

    public static final ProtocolVersion SSL30 = known(0x0300, "SSL 3.0");
    public static final ProtocolVersion TLS10 = known(0x0301, "TLS 1.0");
    public static final ProtocolVersion TLS11 = known(0x0302, "TLS 1.1");
    public static final ProtocolVersion TLS12 = known(0x0303, "TLS 1.2");
    public static final ProtocolVersion TLS13 = known(0x0304, "TLS 1.3");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public ProtocolVersion {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return REGISTRY.name(code);
    }

    private static ProtocolVersion known(int code, String name) {
        return new ProtocolVersion(REGISTRY.add(code, name));
    }
}
