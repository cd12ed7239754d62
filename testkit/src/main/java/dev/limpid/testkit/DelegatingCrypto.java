// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.Verifier;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;

/** Another provider's cryptography, of which a test replaces what it wants to fix or to spoil. */
public class DelegatingCrypto implements CryptoProvider {
    private final CryptoProvider real;

    /** Everything as {@code real} does it. */
    public DelegatingCrypto(CryptoProvider real) {
        this.real = real;
    }

    @Override
    public List<CipherSuite> cipherSuites() {
        return real.cipherSuites();
    }

    @Override
    public List<NamedGroup> groups() {
        return real.groups();
    }

    @Override
    public List<NamedGroup> supportedGroups() {
        return real.supportedGroups();
    }

    @Override
    public List<SignatureScheme> signatureSchemes() {
        return real.signatureSchemes();
    }

    @Override
    public List<SignatureScheme> certificateSignatureSchemes() {
        return real.certificateSignatureSchemes();
    }

    @Override
    public void random(byte[] destination) {
        real.random(destination);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return real.hash(algorithm);
    }

    @Override
    public Hkdf hkdf(HashAlgorithm algorithm) {
        return real.hkdf(algorithm);
    }

    @Override
    public Aead aead(CipherSuite suite, byte[] key) {
        return real.aead(suite, key);
    }

    @Override
    public KeyExchange keyExchange(NamedGroup group) {
        return real.keyExchange(group);
    }

    @Override
    public Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo) {
        return real.verifier(scheme, subjectPublicKeyInfo);
    }

    @Override
    public Signer signer(SignatureScheme scheme, PrivateKey key) {
        return real.signer(scheme, key);
    }
}
