// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;

/**
 * Where every cryptographic primitive comes from. Lists are immutable, and their order is the order of preference. Asking for
 * what is not listed is an {@link IllegalArgumentException}. Thread-safe; what it makes says for itself whether it is.
 */
public interface CryptoProvider {
    /** The cipher suites whose AEAD and hash are there. */
    List<CipherSuite> cipherSuites();

    /** The groups to use unless configured otherwise. */
    List<NamedGroup> groups();

    /** Every group that is there, {@link #groups()} first. */
    List<NamedGroup> supportedGroups();

    /** The schemes for CertificateVerify, and for signatures in certificates too. */
    List<SignatureScheme> signatureSchemes();

    /** The schemes for signatures in certificates: {@link #signatureSchemes()} and then RSASSA-PKCS1-v1_5. */
    List<SignatureScheme> certificateSignatureSchemes();

    /** Fills {@code destination} with bytes fit for keys. */
    void random(byte[] destination);

    /** A fresh running hash. */
    Hash hash(HashAlgorithm algorithm);

    /** HKDF for one connection. */
    Hkdf hkdf(HashAlgorithm algorithm);

    /** The AEAD of {@code suite} under {@code key}, which stays the caller's. */
    Aead aead(CipherSuite suite, byte[] key);

    /** The key exchange of {@code group}. */
    KeyExchange keyExchange(NamedGroup group);

    /**
     * A verifier of {@code scheme} for a peer's key.
     *
     * @param subjectPublicKeyInfo DER, as a certificate holds it (RFC 5280 section 4.1.2.7)
     * @throws dev.limpid.alert.ViolationException if the key is not one that {@code scheme} verifies with
     *     (SIGNATURE_SCHEME_NOT_FOR_KEY), or can't be read or used (CERTIFICATE_MALFORMED, CERTIFICATE_UNSUPPORTED_KEY)
     */
    Verifier verifier(SignatureScheme scheme, Bytes subjectPublicKeyInfo);

    /**
     * A signer of {@code scheme} with this side's own key, which need not be exportable.
     *
     * @throws IllegalArgumentException if the key does not sign with {@code scheme}
     */
    Signer signer(SignatureScheme scheme, PrivateKey key);

    /**
     * Those of {@link #signatureSchemes()} that fit a key, in the same order.
     *
     * @throws dev.limpid.alert.ViolationException if the key can't be read (CERTIFICATE_MALFORMED)
     */
    default List<SignatureScheme> schemesFor(Bytes subjectPublicKeyInfo) {
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.decode(subjectPublicKeyInfo);
        return signatureSchemes().stream().filter(key::fits).toList();
    }
}
