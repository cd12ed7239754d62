// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** The kinds of key that test certificates have. */
public enum TestKey {
    /** EC on secp256r1. */
    P256("EC", "SHA256withECDSA"),
    /** EC on secp384r1. */
    P384("EC", "SHA384withECDSA"),
    /** EC on secp521r1. */
    P521("EC", "SHA512withECDSA"),
    /** RSA of 1024 bits: too weak. */
    RSA_1024("RSA", "SHA256withRSA"),
    /** RSA of 2048 bits. */
    RSA_2048("RSA", "SHA256withRSA"),
    /** RSA of 3072 bits. */
    RSA_3072("RSA", "SHA256withRSA"),
    /** A key of 2048 bits for RSASSA-PSS only. */
    RSA_PSS_2048("RSASSA-PSS", "RSASSA-PSS"),
    /** Ed25519. */
    ED25519("Ed25519", "Ed25519"),
    /** Ed448. */
    ED448("Ed448", "Ed448"),
    /** ML-DSA-44. */
    MLDSA44("ML-DSA-44", "ML-DSA-44"),
    /** ML-DSA-65. */
    MLDSA65("ML-DSA-65", "ML-DSA-65"),
    /** ML-DSA-87. */
    MLDSA87("ML-DSA-87", "ML-DSA-87"),
    /** DSA: a kind that TLS 1.3 does not know. */
    DSA("DSA", "SHA256withDSA");

    private final String generator;
    private final String signature;

    TestKey(String generator, String signature) {
        this.generator = generator;
        this.signature = signature;
    }

    /** A fresh key pair. */
    public KeyPair generate() {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(generator);
            AlgorithmParameterSpec size = size();
            if (size != null) {
                pairs.initialize(size);
            }
            return pairs.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JVM makes no " + this + " keys", missing);
        }
    }

    /** The signature algorithm that such a key uses unless told otherwise. */
    String signature() {
        return signature;
    }

    private @Nullable AlgorithmParameterSpec size() {
        return switch (this) {
            case P256 -> new ECGenParameterSpec("secp256r1");
            case P384 -> new ECGenParameterSpec("secp384r1");
            case P521 -> new ECGenParameterSpec("secp521r1");
            case RSA_1024 -> rsa(1024);
            case RSA_2048, RSA_PSS_2048 -> rsa(2048);
            case RSA_3072 -> rsa(3072);
            case ED25519, ED448, MLDSA44, MLDSA65, MLDSA87, DSA -> null;
        };
    }

    private static AlgorithmParameterSpec rsa(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }
}
