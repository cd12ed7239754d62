// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** Compression algorithms for certificates (RFC 8879). */
public record CertificateCompression(int code) {
    private static final Registry REGISTRY = new Registry(4);

    public static final CertificateCompression ZLIB = known(1, "zlib");
    public static final CertificateCompression BROTLI = known(2, "brotli");
    public static final CertificateCompression ZSTD = known(3, "zstd");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public CertificateCompression {
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

    private static CertificateCompression known(int code, String name) {
        return new CertificateCompression(REGISTRY.add(code, name));
    }
}
