// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.Verifier;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FakeLab;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.Arrays;

/**
 * Cryptography that one can see through and that agrees to everything: sealing adds a tag of zeros, any tag opens, any MAC of
 * zeros and any signature is right. So a changed message is not stopped at the door, and the code behind it is reached.
 */
final class GlassCrypto extends DelegatingCrypto {
    static final int TAG = 16;

    GlassCrypto() {
        super(FakeLab.crypto(1));
    }

    /** Zeros, so that a seed fits however much randomness is asked for before it. */
    @Override
    public void random(byte[] destination) {
        Arrays.fill(destination, (byte) 0);
    }

    @Override
    public Aead aead(CipherSuite suite, byte[] key) {
        return new Glass();
    }

    @Override
    public Hkdf hkdf(HashAlgorithm algorithm) {
        Hkdf fake = super.hkdf(algorithm);
        return new Hkdf() {
            @Override
            public HashAlgorithm algorithm() {
                return algorithm;
            }

            @Override
            public byte[] extract(byte[] salt, byte[] inputKeyingMaterial) {
                return fake.extract(salt, inputKeyingMaterial);
            }

            @Override
            public byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
                return fake.expand(pseudorandomKey, info, length);
            }

            @Override
            public byte[] mac(byte[] key, byte[] data) {
                return new byte[algorithm.length()];
            }
        };
    }

    @Override
    public Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo) {
        Verifier fake = super.verifier(scheme, subjectPublicKeyInfo);
        return new Verifier() {
            @Override
            public SignatureScheme scheme() {
                return fake.scheme();
            }

            @Override
            public boolean verify(Bytes content, Bytes signature) {
                return true;
            }
        };
    }

    @Override
    public Signer signer(SignatureScheme scheme, PrivateKey key) {
        return new Signer() {
            @Override
            public SignatureScheme scheme() {
                return scheme;
            }

            @Override
            public Bytes sign(Bytes content) {
                return Bytes.wrap(new byte[8]);
            }
        };
    }

    private static final class Glass implements Aead {
        @Override
        public int tagLength() {
            return TAG;
        }

        @Override
        public int seal(
                byte[] nonce,
                byte[] aad,
                int aadLength,
                byte[] content,
                int offset,
                int length,
                byte[] tail,
                int tailLength,
                byte[] out,
                int outOffset) {
            System.arraycopy(content, offset, out, outOffset, length);
            System.arraycopy(tail, 0, out, outOffset + length, tailLength);
            System.arraycopy(new byte[TAG], 0, out, outOffset + length + tailLength, TAG);
            return length + tailLength + TAG;
        }

        @Override
        public int open(
                byte[] nonce,
                byte[] aad,
                int aadLength,
                byte[] sealed,
                int offset,
                int length,
                byte[] out,
                int outOffset)
                throws AeadException {
            if (length < TAG) {
                throw new AeadException();
            }
            System.arraycopy(sealed, offset, out, outOffset, length - TAG);
            return length - TAG;
        }

        @Override
        public Aead rekey(byte[] newKey) {
            return new Glass();
        }

        @Override
        public void destroy() {
            // There is nothing to forget
        }
    }
}
