// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** Diffie-Hellman in the shape of a KEM: to encapsulate is to make a key pair and agree. */
abstract sealed class DiffieHellman implements Shares permits MontgomeryCurve, WeierstrassCurve, FiniteField {
    final Provider provider;
    final SecureRandom random;
    private final String agreement;
    private final int shareLength;

    /** @param agreement the algorithm of {@code KeyAgreement} */
    DiffieHellman(Provider provider, SecureRandom random, String agreement, int shareLength) {
        this.provider = provider;
        this.random = random;
        this.agreement = agreement;
        this.shareLength = shareLength;
    }

    @Override
    public final int clientShareLength() {
        return shareLength;
    }

    @Override
    public final int serverShareLength() {
        return shareLength;
    }

    //= R4.3.8-6
    //= R4.3.8-10
    @Override
    public final PrivateShare generate() {
        KeyPair pair = freshPair();
        return new Share(share(pair.getPublic()), pair.getPrivate());
    }

    @Override
    public final Encapsulated encapsulate(Bytes clientShare) {
        PublicKey peer = peer(checkLength(clientShare, shareLength));
        KeyPair pair = freshPair();
        return new Encapsulated(share(pair.getPublic()), agree(pair.getPrivate(), peer));
    }

    /** A fresh key pair of the group. */
    abstract KeyPair pair() throws GeneralSecurityException;

    /** What the wire carries of one of our public keys. */
    abstract Bytes share(PublicKey key);

    /** The peer's public key, valid by the rules of section 4.3.8; {@code share} has the right length. */
    abstract PublicKey peer(Bytes share);

    /** The raw output of the agreement as section 7.4 wants it. */
    abstract byte[] secret(byte[] raw);

    /** The provider refused to agree with a public key that passed {@link #peer}. */
    abstract RuntimeException refused();

    private KeyPair freshPair() {
        try {
            return pair();
        } catch (GeneralSecurityException e) {
            throw new CryptoException("making a key pair for " + group(), e);
        }
    }

    private byte[] agree(PrivateKey own, PublicKey peer) {
        KeyAgreement operation = operation(own);
        byte[] raw;
        try {
            operation.doPhase(peer, true);
            raw = operation.generateSecret();
        } catch (GeneralSecurityException | RuntimeException e) {
            // All that is left to go wrong is the peer's value; some providers say so unchecked.
            throw refused();
        }
        return secret(raw);
    }

    private KeyAgreement operation(PrivateKey own) {
        try {
            KeyAgreement operation = KeyAgreement.getInstance(agreement, provider);
            operation.init(own);
            return operation;
        } catch (GeneralSecurityException e) {
            throw new CryptoException(group() + " from " + provider.getName(), e);
        }
    }

    @Override
    public final String toString() {
        return group() + " from " + provider.getName();
    }

    private final class Share implements PrivateShare {
        private final Bytes publicShare;
        private @Nullable PrivateKey key;

        Share(Bytes publicShare, PrivateKey key) {
            this.publicShare = publicShare;
            this.key = key;
        }

        @Override
        public Bytes publicShare() {
            return publicShare;
        }

        @Override
        public byte[] decapsulate(Bytes serverShare) {
            PrivateKey own = key;
            if (own == null) {
                throw new IllegalStateException("the private share is destroyed");
            }
            return agree(own, peer(checkLength(serverShare, shareLength)));
        }

        /** Lets go of the key: hardly any provider's private key can be destroyed. */
        @Override
        public void destroy() {
            key = null;
        }

        @Override
        public String toString() {
            return "private share of " + group();
        }
    }
}
