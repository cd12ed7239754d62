// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Signer;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this side proves itself with: a certificate chain and the private key of its first certificate. The key may live
 * anywhere that JCA reaches, such as a hardware token; its bytes are never asked for. Immutable and thread-safe.
 */
public final class Credential {
    private final String alias;
    private final List<Bytes> chain;
    private final PrivateKey privateKey;
    private final CertificateKey publicKey;
    private final List<SubjectAltName> names;
    private final ChainSignatures signatures;
    private final boolean maySign;
    private final Map<Signing, Signer> signers = new ConcurrentHashMap<>();
    private final CompressedForms compressedForms = new CompressedForms();

    private Credential(String alias, List<Bytes> chain, PrivateKey privateKey, CertificateKey publicKey) {
        this.alias = alias;
        this.chain = List.copyOf(chain);
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        Optional<X509Certificate> leaf = X509.tryParse(chain.getFirst());
        this.names = leaf.map(Credential::namesOf).orElse(List.of());
        this.signatures = ChainSignatures.of(this.chain);
        this.maySign =
                leaf.map(X509Certificate::getKeyUsage).map(usage -> usage[0]).orElse(true);
    }

    /**
     * A credential whose key was tried against its certificate.
     *
     * @param alias a name for people: a file, or the entry of a key store
     * @param chain certificates in DER, the one of {@code privateKey} first, each following one certifying the one before;
     *     the first may be one that the JDK's parser refuses
     * @throws IllegalArgumentException with a sentence for people, if the key does not belong to the first certificate, or no
     *     provider of this JVM can sign with it
     * @throws dev.limpid.alert.ViolationException if the first certificate has no readable public key
     */
    public static Credential of(String alias, List<Bytes> chain, PrivateKey privateKey) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(alias + ": there is no certificate");
        }
        //= R4.5.1-9
        CertificateKey publicKey = CertificateKey.ofCertificate(chain.getFirst());
        if (publicKey.signatureSchemes().isEmpty()) {
            throw new IllegalArgumentException(
                    alias + ": the certificate's key (" + publicKey + ") fits no signature scheme of TLS 1.3");
        }
        KeyTrial.check(alias, publicKey, privateKey);
        return new Credential(alias, chain, privateKey, publicKey);
    }

    /** A name for people. */
    public String alias() {
        return alias;
    }

    /** The certificates in DER, our own first. */
    public List<Bytes> chain() {
        return chain;
    }

    /** The key of the first certificate. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The public key of the first certificate. */
    public CertificateKey publicKey() {
        return publicKey;
    }

    /** The schemes that CertificateVerify may use with the key, in order of preference; none if its key usage forbids signing. */
    public List<SignatureScheme> signatureSchemes() {
        //= R4.5.1.2-2
        //= R4.5.1.2-3
        return maySign ? publicKey.signatureSchemes() : List.of();
    }

    /**
     * What signs {@code scheme} with the private key. Made once for each provider, since a key may have to move to the provider
     * that signs with it.
     *
     * @throws IllegalArgumentException if no provider of {@code crypto} signs {@code scheme} with this key
     */
    public Signer signer(CryptoProvider crypto, SignatureScheme scheme) {
        return signers.computeIfAbsent(
                new Signing(crypto, scheme), wanted -> wanted.crypto.signer(wanted.scheme, privateKey));
    }

    private record Signing(CryptoProvider crypto, SignatureScheme scheme) {}

    /**
     * {@code message}, the body of a Certificate message of this credential, compressed. The result is kept, so that only the first
     * of equal messages costs anything.
     */
    public Bytes compress(CertificateCompressor compressor, Bytes message) {
        return compressedForms.compress(compressor, message);
    }

    /** The names that the first certificate is for, such as {@code DNS:shop.lab}. */
    public List<String> names() {
        return names.stream().map(SubjectAltName::toString).toList();
    }

    /** Whether the first certificate is for {@code name}, and if so whether only by a wildcard. */
    Optional<Boolean> wildcardMatch(ServerName name) {
        return names.stream()
                .filter(presented -> NameMatch.matches(presented, name))
                .map(NameMatch::isWildcard)
                .min(Boolean::compare);
    }

    ChainSignatures signatures() {
        return signatures;
    }

    /** Alias, key kind and number of certificates. */
    @Override
    public String toString() {
        return alias + " (" + publicKey + ", " + chain.size() + " certificates)";
    }

    private static List<SubjectAltName> namesOf(X509Certificate leaf) {
        try {
            return SubjectAltName.of(leaf);
        } catch (DecodeException malformed) {
            return List.of();
        }
    }
}
