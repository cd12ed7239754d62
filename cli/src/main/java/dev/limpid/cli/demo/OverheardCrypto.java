// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.Verifier;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;

/** The JDK's cryptography, with an ear on the randomness of key exchanges alone: hello randoms are public and not of interest. */
public final class OverheardCrypto implements CryptoProvider {
    private final CryptoProvider jdk = JcaCryptoProvider.jdk();
    private final OverheardRandom random = new OverheardRandom();
    private final CryptoProvider exchanges =
            JcaCryptoProvider.builder().random(random).build();

    /** What key exchanges were given. */
    public OverheardRandom overheard() {
        return random;
    }

    @Override
    public KeyExchange keyExchange(NamedGroup group) {
        return exchanges.keyExchange(group);
    }

    @Override
    public List<CipherSuite> cipherSuites() {
        return jdk.cipherSuites();
    }

    @Override
    public List<NamedGroup> groups() {
        return jdk.groups();
    }

    @Override
    public List<NamedGroup> supportedGroups() {
        return jdk.supportedGroups();
    }

    @Override
    public List<SignatureScheme> signatureSchemes() {
        return jdk.signatureSchemes();
    }

    @Override
    public List<SignatureScheme> certificateSignatureSchemes() {
        return jdk.certificateSignatureSchemes();
    }

    @Override
    public void random(byte[] destination) {
        jdk.random(destination);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return jdk.hash(algorithm);
    }

    @Override
    public Hkdf hkdf(HashAlgorithm algorithm) {
        return jdk.hkdf(algorithm);
    }

    @Override
    public Aead aead(CipherSuite suite, byte[] key) {
        return jdk.aead(suite, key);
    }

    @Override
    public Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo) {
        return jdk.verifier(scheme, subjectPublicKeyInfo);
    }

    @Override
    public Signer signer(SignatureScheme scheme, PrivateKey key) {
        return jdk.signer(scheme, key);
    }
}
