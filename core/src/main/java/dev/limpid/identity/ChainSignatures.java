// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * With what the certificates of our own chain are signed, and by whom. Self-signed certificates are left out: nobody
 * validates them. So are certificates that the JDK cannot read: what they are signed with is unknown.
 *
 * @param algorithms each signature's algorithm
 * @param issuers the names of all issuers, in DER
 */
record ChainSignatures(Set<CertificateSignature> algorithms, Set<Bytes> issuers) {
    /** In a certificate a scheme's curve says nothing about the signing key (section 4.3.3), only hash and family count. */
    private static final Map<SignatureScheme, String> NAMES = Map.ofEntries(
            Map.entry(SignatureScheme.RSA_PKCS1_SHA1, "SHA1withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA256, "SHA256withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA384, "SHA384withRSA"),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA512, "SHA512withRSA"),
            Map.entry(SignatureScheme.ECDSA_SHA1, "SHA1withECDSA"),
            Map.entry(SignatureScheme.ECDSA_SECP256R1_SHA256, "SHA256withECDSA"),
            Map.entry(SignatureScheme.ECDSA_SECP384R1_SHA384, "SHA384withECDSA"),
            Map.entry(SignatureScheme.ECDSA_SECP521R1_SHA512, "SHA512withECDSA"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA256, "RSASSA-PSS with SHA-256"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA384, "RSASSA-PSS with SHA-384"),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA512, "RSASSA-PSS with SHA-512"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA256, "RSASSA-PSS with SHA-256"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA384, "RSASSA-PSS with SHA-384"),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA512, "RSASSA-PSS with SHA-512"),
            Map.entry(SignatureScheme.ED25519, "Ed25519"),
            Map.entry(SignatureScheme.ED448, "Ed448"),
            Map.entry(SignatureScheme.MLDSA44, "ML-DSA-44"),
            Map.entry(SignatureScheme.MLDSA65, "ML-DSA-65"),
            Map.entry(SignatureScheme.MLDSA87, "ML-DSA-87"));

    static ChainSignatures of(List<Bytes> chain) {
        Set<CertificateSignature> algorithms = new HashSet<>();
        Set<Bytes> issuers = new HashSet<>();
        for (Bytes der : chain) {
            X509.tryParse(der).ifPresent(certificate -> {
                X500Principal issuer = certificate.getIssuerX500Principal();
                issuers.add(Bytes.wrap(issuer.getEncoded()));
                //= R4.5.1.2-8
                if (!issuer.equals(certificate.getSubjectX500Principal())) {
                    algorithms.add(CertificateSignature.of(certificate));
                }
            });
        }
        return new ChainSignatures(Set.copyOf(algorithms), Set.copyOf(issuers));
    }

    /** Whether the peer's list covers every signature of the chain. */
    boolean coveredBy(List<SignatureScheme> schemes) {
        return algorithms.stream()
                .allMatch(algorithm ->
                        schemes.stream().anyMatch(scheme -> algorithm.name().equals(NAMES.get(scheme))));
    }

    /** Whether a signature uses SHA-1 that the peer's list does not mention. */
    boolean hasUnaskedSha1(List<SignatureScheme> schemes) {
        return algorithms.stream()
                .filter(algorithm -> algorithm.hash().equals("SHA-1"))
                .anyMatch(algorithm ->
                        schemes.stream().noneMatch(scheme -> algorithm.name().equals(NAMES.get(scheme))));
    }

    /** Whether one of {@code authorities} issued a certificate of the chain; true if there are none to choose from. */
    boolean issuedByOneOf(List<Bytes> authorities) {
        return authorities.isEmpty() || authorities.stream().anyMatch(issuers::contains);
    }
}
