// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** The content types of records (RFC 9846 section 5.1). */
public record ContentType(int code) {
    private static final Registry REGISTRY = new Registry(2);

    public static final ContentType CHANGE_CIPHER_SPEC = known(20, "change_cipher_spec");
    public static final ContentType ALERT = known(21, "alert");
    public static final ContentType HANDSHAKE = known(22, "handshake");
    public static final ContentType APPLICATION_DATA = known(23, "application_data");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public ContentType {
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

    private static ContentType known(int code, String name) {
        return new ContentType(REGISTRY.add(code, name));
    }
}
