// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

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
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Primitives from JCA providers, each from one that is good at it. What no provider has is simply not in the lists. Providers
 * are chosen once, when it is built; nothing is registered. Immutable and thread-safe.
 */
public final class JcaCryptoProvider implements CryptoProvider {
    //= R9.1-3
    //= RB.3.1.4-1
    private static final List<NamedGroup> DEFAULT_GROUPS =
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    private final Composition parts;
    private final List<CipherSuite> cipherSuites;
    private final List<NamedGroup> groups;
    private final List<NamedGroup> supportedGroups;
    private final List<SignatureScheme> signatureSchemes;
    private final List<SignatureScheme> certificateSignatureSchemes;

    JcaCryptoProvider(Composition parts) {
        this.parts = parts;
        cipherSuites = parts.ciphers().keySet().stream().map(SuiteCipher::suite).toList();
        groups = DEFAULT_GROUPS.stream().filter(parts.exchanges()::containsKey).toList();
        supportedGroups = Stream.concat(groups.stream(), parts.exchanges().keySet().stream())
                .distinct()
                .toList();
        signatureSchemes = parts.verifiers().keySet().stream()
                .filter(SignatureAlgorithm::isForHandshakes)
                .map(SignatureAlgorithm::scheme)
                .toList();
        certificateSignatureSchemes = parts.verifiers().keySet().stream()
                .map(SignatureAlgorithm::scheme)
                .toList();
    }

    /** The JDK's own providers for everything. */
    public static JcaCryptoProvider jdk() {
        return builder().build();
    }

    /**
     * For each primitive the fastest of the providers that are registered: elliptic curves and their signatures from Conscrypt,
     * Amazon's Corretto provider or Bouncy Castle; RSA from Amazon's or Conscrypt; AES-CCM from Bouncy Castle; all else, and whatever
     * those lack, from the JDK.
     */
    public static JcaCryptoProvider best() {
        JcaCryptoProviderBuilder builder = new JcaCryptoProviderBuilder(
                Providers.registered("Conscrypt", "AmazonCorrettoCryptoProvider", "BC"),
                Providers.registered("AmazonCorrettoCryptoProvider", "Conscrypt"));
        Providers.registered("BC").order().forEach(builder::ccm);
        return builder.build();
    }

    /** Everything from {@code provider}, and nothing from anywhere else. */
    public static JcaCryptoProvider only(Provider provider) {
        return new JcaCryptoProviderBuilder(new Providers(List.of(provider))).build();
    }

    /** A composition of one's own, which begins with the JDK for everything. */
    public static JcaCryptoProviderBuilder builder() {
        return new JcaCryptoProviderBuilder(new Providers(List.of()), new Providers(List.of()));
    }

    @Override
    public List<CipherSuite> cipherSuites() {
        return cipherSuites;
    }

    @Override
    public List<NamedGroup> groups() {
        return groups;
    }

    @Override
    public List<NamedGroup> supportedGroups() {
        return supportedGroups;
    }

    @Override
    public List<SignatureScheme> signatureSchemes() {
        return signatureSchemes;
    }

    @Override
    public List<SignatureScheme> certificateSignatureSchemes() {
        return certificateSignatureSchemes;
    }

    @Override
    public void random(byte[] destination) {
        parts.random().nextBytes(destination);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return JcaHash.of(algorithm, listed(parts.hashes().get(algorithm), algorithm));
    }

    @Override
    public Hkdf hkdf(HashAlgorithm algorithm) {
        return JcaHkdf.of(algorithm, listed(parts.hmacs().get(algorithm), algorithm));
    }

    @Override
    public Aead aead(CipherSuite suite, byte[] key) {
        SuiteCipher cipher = listed(SuiteCipher.of(suite).orElse(null), suite);
        return JcaAead.of(cipher, listed(parts.ciphers().get(cipher), suite), key);
    }

    @Override
    public KeyExchange keyExchange(NamedGroup group) {
        return listed(parts.exchanges().get(group), group);
    }

    @Override
    public Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo) {
        SignatureAlgorithm algorithm = algorithm(scheme);
        return JcaVerifier.of(algorithm, listed(parts.verifiers().get(algorithm), scheme), subjectPublicKeyInfo);
    }

    @Override
    public Signer signer(SignatureScheme scheme, PrivateKey key) {
        SignatureAlgorithm algorithm = algorithm(scheme);
        return JcaSigner.of(algorithm, parts.signing(algorithm), key, parts.random());
    }

    /** Which provider each primitive comes from, for people. */
    @Override
    public String toString() {
        return parts.describe();
    }

    private static SignatureAlgorithm algorithm(SignatureScheme scheme) {
        return listed(SignatureAlgorithm.of(scheme).orElse(null), scheme);
    }

    private static <T> T listed(@Nullable T found, Object wanted) {
        if (found == null) {
            throw new IllegalArgumentException("no provider has " + wanted);
        }
        return found;
    }
}
