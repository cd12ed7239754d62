// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.crypto.Encapsulated;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;
import org.jspecify.annotations.Nullable;

/** ML-KEM (FIPS 203; draft-ietf-tls-mlkem). */
final class MlKem implements Shares {
    private static final int COEFFICIENTS_PER_POLYNOMIAL = 256;
    private static final int BYTES_PER_POLYNOMIAL = 384;
    private static final int MODULUS = 3329;

    private final Kind kind;
    private final Provider provider;
    private final SecureRandom random;

    /** The parameter sets, with what precedes an encapsulation key in a SubjectPublicKeyInfo. */
    enum Kind {
        MLKEM512(NamedGroup.MLKEM512, "ML-KEM-512", 2, 768, "30820332300b06096086480165030404010382032100"),
        MLKEM768(NamedGroup.MLKEM768, "ML-KEM-768", 3, 1088, "308204b2300b0609608648016503040402038204a100"),
        MLKEM1024(NamedGroup.MLKEM1024, "ML-KEM-1024", 4, 1568, "30820632300b06096086480165030404030382062100");

        private final NamedGroup group;
        private final String algorithm;
        private final int polynomials;
        private final int ciphertextLength;
        private final Bytes prefix;

        Kind(NamedGroup group, String algorithm, int polynomials, int ciphertextLength, String prefix) {
            this.group = group;
            this.algorithm = algorithm;
            this.polynomials = polynomials;
            this.ciphertextLength = ciphertextLength;
            this.prefix = Bytes.ofHex(prefix);
        }

        NamedGroup group() {
            return group;
        }

        String algorithm() {
            return algorithm;
        }
    }

    MlKem(Kind kind, Provider provider, SecureRandom random) {
        this.kind = kind;
        this.provider = provider;
        this.random = random;
    }

    @Override
    public NamedGroup group() {
        return kind.group;
    }

    @Override
    public int clientShareLength() {
        return kind.polynomials * BYTES_PER_POLYNOMIAL + 32;
    }

    @Override
    public int serverShareLength() {
        return kind.ciphertextLength;
    }

    @Override
    public PrivateShare generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm, provider);
            generator.initialize(new NamedParameterSpec(kind.algorithm), random);
            KeyPair pair = generator.generateKeyPair();
            Bytes share = Shares.strip(kind.prefix, pair.getPublic().getEncoded(), clientShareLength());
            return new Share(share, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    @Override
    public Encapsulated encapsulate(Bytes clientShare) {
        checkLength(clientShare, clientShareLength());
        if (!isReduced(clientShare)) {
            throw badShare("with a coefficient that is not below " + MODULUS);
        }
        try {
            KEM.Encapsulator encapsulator =
                    KEM.getInstance(kind.algorithm, provider).newEncapsulator(key(clientShare), null, random);
            KEM.Encapsulated result = encapsulator.encapsulate();
            return new Encapsulated(
                    Bytes.wrap(result.encapsulation()), result.key().getEncoded());
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    @Override
    public String toString() {
        return group() + " from " + provider.getName();
    }

    private PublicKey key(Bytes share) throws GeneralSecurityException {
        return KeyFactory.getInstance(kind.algorithm, provider)
                .generatePublic(new X509EncodedKeySpec(kind.prefix.then(share).toArray()));
    }

    /** FIPS 203 section 7.2, the modulus check: each 12 bits are a number below q. Not every provider makes it. */
    private boolean isReduced(Bytes share) {
        int triples = kind.polynomials * COEFFICIENTS_PER_POLYNOMIAL / 2;
        for (int i = 0; i < triples; i++) {
            int middle = share.at(3 * i + 1);
            int low = share.at(3 * i) | (middle & 0x0f) << 8;
            int high = middle >>> 4 | share.at(3 * i + 2) << 4;
            if (low >= MODULUS || high >= MODULUS) {
                return false;
            }
        }
        return true;
    }

    private CryptoException failed(GeneralSecurityException e) {
        return new CryptoException(group() + " from " + provider.getName(), e);
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
            checkLength(serverShare, serverShareLength());
            try {
                return KEM.getInstance(kind.algorithm, provider)
                        .newDecapsulator(own)
                        .decapsulate(serverShare.toArray())
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                throw failed(e);
            }
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
