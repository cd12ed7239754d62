// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.Aead;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.crypto.Verifier;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cryptography without any: quick, the same on each run, and without the JCA, which shows that the protocol needs nothing of it.
 * It protects nothing from nobody. Two sides with the same seed make the same random numbers. Thread-safe.
 */
public final class FakeCrypto implements CryptoProvider {
    private static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    private static final List<NamedGroup> GROUPS =
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ED25519,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256);
    private static final int SIGNATURE = 64;

    private final AtomicLong counter;

    /** Randomness that begins at {@code seed}. */
    public FakeCrypto(long seed) {
        counter = new AtomicLong(seed);
    }

    @Override
    public List<CipherSuite> cipherSuites() {
        return SUITES;
    }

    @Override
    public List<NamedGroup> groups() {
        return GROUPS;
    }

    @Override
    public List<NamedGroup> supportedGroups() {
        return GROUPS;
    }

    @Override
    public List<SignatureScheme> signatureSchemes() {
        return SCHEMES;
    }

    @Override
    public List<SignatureScheme> certificateSignatureSchemes() {
        return SCHEMES;
    }

    @Override
    public void random(byte[] destination) {
        byte[] bytes = FakeMix.expand(next(), destination.length);
        System.arraycopy(bytes, 0, destination, 0, bytes.length);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return new FakeHash(algorithm, algorithm.length());
    }

    @Override
    public Hkdf hkdf(HashAlgorithm algorithm) {
        return new FakeHkdf(algorithm);
    }

    @Override
    public Aead aead(CipherSuite suite, byte[] key) {
        return new FakeAead(listed(SUITES, suite), key);
    }

    @Override
    public KeyExchange keyExchange(NamedGroup group) {
        return new FakeKeyExchange(listed(GROUPS, group), this::next);
    }

    @Override
    public Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo) {
        if (!SubjectPublicKeyInfo.decode(subjectPublicKeyInfo).fits(listed(SCHEMES, scheme))) {
            throw new ViolationException(Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, scheme.toString());
        }
        return new Keyed(scheme, subjectPublicKeyInfo);
    }

    /** @param key a {@link FakePrivateKey} */
    @Override
    public Signer signer(SignatureScheme scheme, PrivateKey key) {
        if (!(key instanceof FakePrivateKey(Bytes info)) || !schemesFor(info).contains(scheme)) {
            throw new IllegalArgumentException("not a fake key for " + scheme);
        }
        return new Keyed(scheme, info);
    }

    private long next() {
        return FakeMix.mix(0x11, counter.getAndIncrement());
    }

    private static <T> T listed(List<T> list, T wanted) {
        if (!list.contains(wanted)) {
            throw new IllegalArgumentException("no fake " + wanted);
        }
        return wanted;
    }

    /** Signs and verifies alike: a signature is a checksum that includes the public key. */
    private record Keyed(SignatureScheme scheme, Bytes info) implements Signer, Verifier {
        @Override
        public Bytes sign(Bytes content) {
            byte[] all = info.then(content).toArray();
            return Bytes.wrap(FakeMix.expand(FakeMix.mix(scheme.code(), all, 0, all.length), SIGNATURE));
        }

        @Override
        public boolean verify(Bytes content, Bytes signature) {
            return sign(content).equals(signature);
        }
    }
}
