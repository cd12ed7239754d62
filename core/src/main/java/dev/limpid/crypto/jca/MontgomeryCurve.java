// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;

/** X25519 and X448 (RFC 7748; RFC 9846 section 7.4.2). Every string of the right length is a public value. */
final class MontgomeryCurve extends DiffieHellman {
    private final Kind kind;

    /** The two curves. */
    enum Kind {
        X25519(NamedGroup.X25519, 255, 32, "302a300506032b656e032100"),
        X448(NamedGroup.X448, 448, 56, "3042300506032b656f033900");

        private final NamedGroup group;
        private final int bits;
        private final int length;
        private final Bytes prefix;

        Kind(NamedGroup group, int bits, int length, String prefix) {
            this.group = group;
            this.bits = bits;
            this.length = length;
            this.prefix = Bytes.ofHex(prefix);
        }

        NamedGroup group() {
            return group;
        }
    }

    MontgomeryCurve(Kind kind, Provider provider, SecureRandom random) {
        super(provider, random, kind.name(), kind.length);
        this.kind = kind;
    }

    @Override
    public NamedGroup group() {
        return kind.group;
    }

    @Override
    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name(), provider);
        // By size, since Conscrypt takes no parameters.
        generator.initialize(kind.bits, random);
        return generator.generateKeyPair();
    }

    @Override
    Bytes share(PublicKey key) {
        return Shares.strip(kind.prefix, key.getEncoded(), kind.length);
    }

    @Override
    PublicKey peer(Bytes share) {
        try {
            KeyFactory factory = KeyFactory.getInstance(kind.name(), provider);
            return factory.generatePublic(
                    new X509EncodedKeySpec(kind.prefix.then(share).toArray()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw badShare("that is not a point");
        }
    }

    @Override
    byte[] secret(byte[] raw) {
        //= R7.4.2-3
        byte any = 0;
        for (byte each : raw) {
            any |= each;
        }
        if (any == 0) {
            throw refused();
        }
        return Shares.padded(raw, kind.length);
    }

    /** The one reason to refuse: the peer's point has a small order, so that the result is zero. */
    @Override
    RuntimeException refused() {
        return new ViolationException(Violation.BAD_SHARED_SECRET, group() + " with a point of small order");
    }
}
