// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
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

/**
 * The key exchange of x25519 or secp256r1 with a private key that was published: every share is the same. For traces.
 *
 * @param privateKey 32 bytes, as RFC 8448 prints them
 * @param publicShare what KeyShareEntry.key_exchange carries for it
 */
public record FixedKeyExchange(NamedGroup group, Bytes privateKey, Bytes publicShare) implements KeyExchange {
    private static final int COORDINATE = 32;

    @Override
    public PrivateShare generate() {
        return new Share(this);
    }

    @Override
    public Encapsulated encapsulate(Bytes clientShare) {
        return new Encapsulated(publicShare, agree(clientShare));
    }

    private byte[] agree(Bytes peer) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(isX25519() ? "X25519" : "ECDH");
            agreement.init(own());
            agreement.doPhase(other(peer), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException(group + " with a fixed key", failure);
        }
    }

    private PrivateKey own() throws GeneralSecurityException {
        return isX25519()
                ? KeyFactory.getInstance("X25519")
                        .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey.toArray()))
                : KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number(privateKey), p256()));
    }

    private PublicKey other(Bytes share) throws GeneralSecurityException {
        if (isX25519()) {
            BigInteger u = new BigInteger(1, share.isEmpty() ? new byte[0] : reversed(share));
            return KeyFactory.getInstance("X25519").generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
        }
        ECPoint point = new ECPoint(number(share.slice(1, COORDINATE)), number(share.from(1 + COORDINATE)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256()));
    }

    private boolean isX25519() {
        return group.equals(NamedGroup.X25519);
    }

    private static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(Bytes bigEndian) {
        return new BigInteger(1, bigEndian.toArray());
    }

    private static byte[] reversed(Bytes bytes) {
        byte[] reversed = new byte[bytes.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (byte) bytes.at(reversed.length - 1 - i);
        }
        return reversed;
    }

    private record Share(FixedKeyExchange exchange) implements PrivateShare {
        @Override
        public Bytes publicShare() {
            return exchange.publicShare();
        }

        @Override
        public byte[] decapsulate(Bytes serverShare) {
            return exchange.agree(serverShare);
        }

        @Override
        public void destroy() {
            // The key is in every copy of the RFC.
        }
    }
}
