// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import java.util.HashMap;
import java.util.Map;

/** Signature schemes of CertificateVerify and of certificates (RFC 9846 section 4.3.3). */
public record SignatureScheme(int code) {
    private static final Registry REGISTRY = new Registry(4);
    private static final Map<Integer, SignatureScheme> KNOWN = new HashMap<>();

    public static final SignatureScheme RSA_PKCS1_SHA256 = known(0x0401, "rsa_pkcs1_sha256");
    public static final SignatureScheme RSA_PKCS1_SHA384 = known(0x0501, "rsa_pkcs1_sha384");
    public static final SignatureScheme RSA_PKCS1_SHA512 = known(0x0601, "rsa_pkcs1_sha512");

    public static final SignatureScheme ECDSA_SECP256R1_SHA256 = known(0x0403, "ecdsa_secp256r1_sha256");
    public static final SignatureScheme ECDSA_SECP384R1_SHA384 = known(0x0503, "ecdsa_secp384r1_sha384");
    public static final SignatureScheme ECDSA_SECP521R1_SHA512 = known(0x0603, "ecdsa_secp521r1_sha512");

    public static final SignatureScheme RSA_PSS_RSAE_SHA256 = known(0x0804, "rsa_pss_rsae_sha256");
    public static final SignatureScheme RSA_PSS_RSAE_SHA384 = known(0x0805, "rsa_pss_rsae_sha384");
    public static final SignatureScheme RSA_PSS_RSAE_SHA512 = known(0x0806, "rsa_pss_rsae_sha512");

    public static final SignatureScheme ED25519 = known(0x0807, "ed25519");
    public static final SignatureScheme ED448 = known(0x0808, "ed448");

    public static final SignatureScheme RSA_PSS_PSS_SHA256 = known(0x0809, "rsa_pss_pss_sha256");
    public static final SignatureScheme RSA_PSS_PSS_SHA384 = known(0x080a, "rsa_pss_pss_sha384");
    public static final SignatureScheme RSA_PSS_PSS_SHA512 = known(0x080b, "rsa_pss_pss_sha512");

    public static final SignatureScheme MLDSA44 = known(0x0904, "mldsa44");
    public static final SignatureScheme MLDSA65 = known(0x0905, "mldsa65");
    public static final SignatureScheme MLDSA87 = known(0x0906, "mldsa87");

    public static final SignatureScheme RSA_PKCS1_SHA1 = known(0x0201, "rsa_pkcs1_sha1");
    public static final SignatureScheme ECDSA_SHA1 = known(0x0203, "ecdsa_sha1");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public SignatureScheme {
        REGISTRY.check(code);
    }

    /** As the constructor, but the constant itself where there is one: lists of these come with each hello, and some stay. */
    public static SignatureScheme of(int code) {
        SignatureScheme known = KNOWN.get(code);
        return known == null ? new SignatureScheme(code) : known;
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

    private static SignatureScheme known(int code, String name) {
        SignatureScheme scheme = new SignatureScheme(REGISTRY.add(code, name));
        KNOWN.put(code, scheme);
        return scheme;
    }
}
