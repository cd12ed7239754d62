// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** What a CertificateEntry holds (RFC 7250). */
public record CertificateType(int code) {
    private static final Registry REGISTRY = new Registry(2);

    public static final CertificateType X509 = known(0, "X509");
    public static final CertificateType RAW_PUBLIC_KEY = known(2, "RawPublicKey");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public CertificateType {
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

    private static CertificateType known(int code, String name) {
        return new CertificateType(REGISTRY.add(code, name));
    }
}
