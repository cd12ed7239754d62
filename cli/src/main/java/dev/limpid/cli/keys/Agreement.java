// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** abG from published keys: one side's private value and the other's public one (RFC 9846 section 7.4). */
public final class Agreement {
    private static final int X25519_LENGTH = 32;

    private Agreement() {}

    /** x25519 if the public value has 32 bytes, otherwise secp256r1. */
    public static byte[] of(Bytes privateValue, Bytes publicValue) throws GeneralSecurityException {
        return publicValue.length() == X25519_LENGTH
                ? x25519(privateValue, publicValue)
                : secp256r1(privateValue, publicValue);
    }

    private static byte[] x25519(Bytes privateValue, Bytes publicValue) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        byte[] u = publicValue.toArray();
        u[u.length - 1] &= 0x7f;
        reverse(u);
        PrivateKey own =
                factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateValue.toArray()));
        PublicKey peer = factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, u)));
        return agree("X25519", own, peer);
    }

    private static byte[] secp256r1(Bytes privateValue, Bytes publicValue) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        int half = (publicValue.length() - 1) / 2;
        ECPoint point = new ECPoint(number(publicValue.slice(1, half)), number(publicValue.from(1 + half)));
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey own = factory.generatePrivate(new ECPrivateKeySpec(number(privateValue), curve));
        return agree("ECDH", own, factory.generatePublic(new ECPublicKeySpec(point, curve)));
    }

    private static byte[] agree(String algorithm, PrivateKey own, PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
        agreement.init(own);
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
    }

    private static BigInteger number(Bytes bytes) {
        return new BigInteger(1, bytes.toArray());
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swap = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swap;
        }
    }
}
