// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Signer;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What this side proves itself with: a certificate chain and the private key of its first certificate. The key may live
 * anywhere that JCA reaches, such as a hardware token; its bytes are never asked for. Immutable and thread-safe.
 */
public final class Credential {
    private final String alias;
    private final CertificateType type;
    private final List<Bytes> chain;
    private final PrivateKey privateKey;
    private final CertificateKey publicKey;
    private final List<SubjectAltName> names;
    private final ChainSignatures signatures;
    private final List<SignatureScheme> signatureSchemes;
    private final Supplier<Bytes> ocspResponse;
    private final List<Bytes> timestamps;
    private final Map<Signing, Signer> signers;
    private final CompressedForms compressedForms = new CompressedForms();

    private Credential(
            String alias, CertificateType type, List<Bytes> chain, PrivateKey privateKey, CertificateKey publicKey) {
        this.alias = alias;
        this.type = type;
        this.chain = List.copyOf(chain);
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        boolean isRaw = type.equals(CertificateType.RAW_PUBLIC_KEY);
        Optional<X509Certificate> leaf = isRaw ? Optional.empty() : X509.tryParse(chain.getFirst());
        this.names = leaf.map(Credential::namesOf).orElse(List.of());
        this.signatures = ChainSignatures.of(isRaw ? List.of() : this.chain);
        //= R4.5.1.2-2
        //= R4.5.1.2-3
        boolean maySign =
                leaf.map(X509Certificate::getKeyUsage).map(usage -> usage[0]).orElse(true);
        this.signatureSchemes = maySign ? publicKey.signatureSchemes() : List.of();
        this.ocspResponse = () -> Bytes.EMPTY;
        this.timestamps = List.of();
        this.signers = new ConcurrentHashMap<>();
    }

    private Credential(Credential from, Supplier<Bytes> ocspResponse, List<Bytes> timestamps) {
        this.alias = from.alias;
        this.type = from.type;
        this.chain = from.chain;
        this.privateKey = from.privateKey;
        this.publicKey = from.publicKey;
        this.names = from.names;
        this.signatures = from.signatures;
        this.signatureSchemes = from.signatureSchemes;
        this.ocspResponse = ocspResponse;
        this.timestamps = List.copyOf(timestamps);
        this.signers = from.signers;
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
        //= R4.5.1-15
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(alias + ": there is no certificate");
        }
        //= R4.5.1-9
        return of(alias, CertificateType.X509, chain, privateKey, CertificateKey.ofCertificate(chain.getFirst()));
    }

    /**
     * A raw public key (RFC 7250), tried against its private key. Only peers that know it beforehand can use it.
     *
     * @param subjectPublicKeyInfo in DER, such as {@code PublicKey.getEncoded()} gives
     * @throws IllegalArgumentException as {@link #of}
     * @throws dev.limpid.alert.ViolationException if {@code subjectPublicKeyInfo} cannot be read
     */
    public static Credential ofRawKey(String alias, Bytes subjectPublicKeyInfo, PrivateKey privateKey) {
        return of(
                alias,
                CertificateType.RAW_PUBLIC_KEY,
                List.of(subjectPublicKeyInfo),
                privateKey,
                CertificateKey.of(subjectPublicKeyInfo));
    }

    private static Credential of(
            String alias, CertificateType type, List<Bytes> chain, PrivateKey privateKey, CertificateKey publicKey) {
        if (publicKey.signatureSchemes().isEmpty()) {
            throw new IllegalArgumentException(
                    alias + ": the public key (" + publicKey + ") fits no signature scheme of TLS 1.3");
        }
        KeyTrial.check(alias, publicKey, privateKey);
        return new Credential(alias, type, chain, privateKey, publicKey);
    }

    /**
     * This credential, stapling an OCSP response to its certificate for peers that ask (RFC 9846 section 4.5.1.1).
     *
     * @param ocspResponse gives the newest response in DER, or {@link Bytes#EMPTY} if there is none; asked in every handshake of a peer
     *     that wants one, from its thread, so it must be quick and thread-safe. One that throws makes the handshake fail
     */
    public Credential withOcspResponse(Supplier<Bytes> ocspResponse) {
        return new Credential(this, ocspResponse, timestamps);
    }

    /** This credential with signed certificate timestamps (RFC 6962), serialized, for peers that ask. */
    public Credential withTimestamps(List<Bytes> timestamps) {
        return new Credential(this, ocspResponse, timestamps);
    }

    /** What {@link #chain()} holds. */
    public CertificateType type() {
        return type;
    }

    /** The OCSP response to staple now, in DER; empty if there is none. */
    public Bytes ocspResponse() {
        return ocspResponse.get();
    }

    /** Serialized signed certificate timestamps. */
    public List<Bytes> timestamps() {
        return timestamps;
    }

    /** A name for people. */
    public String alias() {
        return alias;
    }

    /** The certificates in DER, our own first; of a raw public key its SubjectPublicKeyInfo alone. */
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
        return signatureSchemes;
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
        String what = type.equals(CertificateType.X509) ? chain.size() + " certificates" : "raw public key";
        return alias + " (" + publicKey + ", " + what + ")";
    }

    private static List<SubjectAltName> namesOf(X509Certificate leaf) {
        try {
            return SubjectAltName.of(leaf);
        } catch (DecodeException malformed) {
            return List.of();
        }
    }
}
