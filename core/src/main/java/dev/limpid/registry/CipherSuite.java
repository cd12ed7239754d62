// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import java.util.Optional;

/** TLS 1.3 cipher suites: an AEAD and a hash (RFC 9846 appendix B.4). */
public record CipherSuite(int code) {
    private static final Registry REGISTRY = new Registry(4);

    //= RE.5-2
    //= RE.5-3
    public static final CipherSuite TLS_AES_128_GCM_SHA256 = known(0x1301, "TLS_AES_128_GCM_SHA256");
    public static final CipherSuite TLS_AES_256_GCM_SHA384 = known(0x1302, "TLS_AES_256_GCM_SHA384");
    public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = known(0x1303, "TLS_CHACHA20_POLY1305_SHA256");
    public static final CipherSuite TLS_AES_128_CCM_SHA256 = known(0x1304, "TLS_AES_128_CCM_SHA256");
    public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = known(0x1305, "TLS_AES_128_CCM_8_SHA256");

    public static final CipherSuite TLS_EMPTY_RENEGOTIATION_INFO_SCSV =
            known(0x00ff, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
    public static final CipherSuite TLS_FALLBACK_SCSV = known(0x5600, "TLS_FALLBACK_SCSV");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public CipherSuite {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** The hash of this suite's key schedule, or nothing if the suite is not one of TLS 1.3. */
    public Optional<HashAlgorithm> hash() {
        if (code < TLS_AES_128_GCM_SHA256.code || code > TLS_AES_128_CCM_8_SHA256.code) {
            return Optional.empty();
        }
        return Optional.of(equals(TLS_AES_256_GCM_SHA384) ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256);
    }

    /** Whether the AEAD is AES-CCM. */
    public boolean isCcm() {
        return equals(TLS_AES_128_CCM_SHA256) || equals(TLS_AES_128_CCM_8_SHA256);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return REGISTRY.name(code);
    }

    private static CipherSuite known(int code, String name) {
        return new CipherSuite(REGISTRY.add(code, name));
    }
}
