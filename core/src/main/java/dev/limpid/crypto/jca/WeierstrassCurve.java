// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/** ECDH on the NIST curves (RFC 9846 sections 4.3.8.2 and 7.4.2): uncompressed points, checked to lie on the curve. */
final class WeierstrassCurve extends DiffieHellman {
    private final Curve curve;

    WeierstrassCurve(Curve curve, Provider provider, SecureRandom random) {
        super(provider, random, "ECDH", curve.pointLength());
        this.curve = curve;
    }

    @Override
    public NamedGroup group() {
        return curve.group();
    }

    @Override
    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve.group().toString()), random);
        return generator.generateKeyPair();
    }

    @Override
    Bytes share(PublicKey key) {
        return Shares.strip(curve.prefix(), key.getEncoded(), curve.pointLength());
    }

    @Override
    PublicKey peer(Bytes share) {
        //= R4.3.8.2-1
        if (!curve.hasPoint(share)) {
            throw badShare("that is not an uncompressed point on the curve");
        }
        try {
            return KeyFactory.getInstance("EC", provider)
                    .generatePublic(
                            new X509EncodedKeySpec(curve.prefix().then(share).toArray()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused();
        }
    }

    @Override
    byte[] secret(byte[] raw) {
        return Shares.padded(raw, curve.coordinateLength());
    }

    @Override
    RuntimeException refused() {
        return badShare("that the provider refuses");
    }
}
