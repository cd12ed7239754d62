// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/** Diffie-Hellman in the finite fields of RFC 7919 (RFC 9846 sections 4.3.8.1 and 7.4.1). */
final class FiniteField extends DiffieHellman {
    private static final String ALGORITHM = "DiffieHellman";

    private final FiniteFieldGroup field;

    FiniteField(FiniteFieldGroup field, Provider provider, SecureRandom random) {
        super(provider, random, ALGORITHM, field.length());
        this.field = field;
    }

    @Override
    public NamedGroup group() {
        return field.group();
    }

    @Override
    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, provider);
        generator.initialize(field.parameters(), random);
        return generator.generateKeyPair();
    }

    @Override
    Bytes share(PublicKey key) {
        byte[] signed = ((DHPublicKey) key).getY().toByteArray();
        byte[] share = new byte[field.length()];
        int count = Math.min(signed.length, share.length);
        System.arraycopy(signed, signed.length - count, share, share.length - count, count);
        return Bytes.wrap(share);
    }

    @Override
    PublicKey peer(Bytes share) {
        //= R4.3.8.1-1
        DHParameterSpec parameters = field.parameters();
        BigInteger y = new BigInteger(1, share.toArray());
        BigInteger largest = parameters.getP().subtract(BigInteger.ONE);
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(largest) >= 0) {
            throw badShare("outside of 1 < Y < p-1");
        }
        try {
            return KeyFactory.getInstance(ALGORITHM, provider)
                    .generatePublic(new DHPublicKeySpec(y, parameters.getP(), parameters.getG()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused();
        }
    }

    @Override
    byte[] secret(byte[] raw) {
        return Shares.padded(raw, field.length());
    }

    @Override
    RuntimeException refused() {
        return badShare("that the provider refuses");
    }
}
