// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;

/** The kinds of public key that TLS 1.3 has signature schemes for, by the object identifier of their algorithm. */
enum KeyKind {
    /** rsaEncryption: any size. */
    RSA("2a864886f70d010101", "", "RSA", "RSA"),
    /** id-RSASSA-PSS: a key that may do nothing else. */
    RSA_PSS("2a864886f70d01010a", "", "RSASSA-PSS", "RSASSA-PSS"),
    /** The curve secp256r1. */
    EC_P256("2a8648ce3d0201", "2a8648ce3d030107", "EC", "EC secp256r1"),
    /** The curve secp384r1. */
    EC_P384("2a8648ce3d0201", "2b81040022", "EC", "EC secp384r1"),
    /** The curve secp521r1. */
    EC_P521("2a8648ce3d0201", "2b81040023", "EC", "EC secp521r1"),
    /** Ed25519. */
    ED25519("2b6570", "", "Ed25519", "Ed25519"),
    /** Ed448. */
    ED448("2b6571", "", "Ed448", "Ed448"),
    /** ML-DSA-44. */
    MLDSA44("608648016503040311", "", "ML-DSA", "ML-DSA-44"),
    /** ML-DSA-65. */
    MLDSA65("608648016503040312", "", "ML-DSA", "ML-DSA-65"),
    /** ML-DSA-87. */
    MLDSA87("608648016503040313", "", "ML-DSA", "ML-DSA-87"),
    /** Anything else: it can be carried, but proves nothing. */
    OTHER("", "", "", "unsupported key");

    private final String algorithm;
    private final String curve;
    private final String jcaName;
    private final String title;

    KeyKind(String algorithm, String curve, String jcaName, String title) {
        this.algorithm = algorithm;
        this.curve = curve;
        this.jcaName = jcaName;
        this.title = title;
    }

    /** The kind of the key with these object identifiers (their contents); {@code curve} is empty where there is none. */
    static KeyKind of(Bytes algorithm, Bytes curve) {
        for (KeyKind kind : values()) {
            boolean known = !kind.algorithm.isEmpty() && kind.algorithm.equals(algorithm.toHex());
            if (known && (kind.curve.isEmpty() || kind.curve.equals(curve.toHex()))) {
                return kind;
            }
        }
        return OTHER;
    }

    /** The schemes that follow from the kind alone; none for RSA, where size and parameters have a say. */
    List<SignatureScheme> schemes() {
        return switch (this) {
            case EC_P256 -> List.of(SignatureScheme.ECDSA_SECP256R1_SHA256);
            case EC_P384 -> List.of(SignatureScheme.ECDSA_SECP384R1_SHA384);
            case EC_P521 -> List.of(SignatureScheme.ECDSA_SECP521R1_SHA512);
            case ED25519 -> List.of(SignatureScheme.ED25519);
            case ED448 -> List.of(SignatureScheme.ED448);
            case MLDSA44 -> List.of(SignatureScheme.MLDSA44);
            case MLDSA65 -> List.of(SignatureScheme.MLDSA65);
            case MLDSA87 -> List.of(SignatureScheme.MLDSA87);
            case RSA, RSA_PSS, OTHER -> List.of();
        };
    }

    /** The name by which JCA's factories know such keys. */
    String jcaName() {
        return jcaName;
    }

    /** A name for people, such as {@code EC secp256r1}. */
    @Override
    public String toString() {
        return title;
    }
}
