// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.registry.SignatureScheme;
import java.util.List;

/**
 * What the peer said about certificates beside its own: what was stapled to that, and which signatures it can verify.
 *
 * @param stapled {@link Stapled#NOTHING} as long as no certificate came: in a handshake by PSK, none does
 * @param signatureSchemes its signature_algorithms as it sent them (RFC 9846 section 4.3.3): in its order of preference, and with
 *     those that nobody knows, such as values of RFC 8701. A client says them in its ClientHello, a server in CertificateRequest:
 *     empty if it asks for no certificate
 * @param certificateSchemes its signature_algorithms_cert; empty if it sent none, and then {@code signatureSchemes} holds for
 *     signatures in certificates as well
 */
public record PeerEvidence(
        Stapled stapled, List<SignatureScheme> signatureSchemes, List<SignatureScheme> certificateSchemes) {
    /** It said nothing yet. */
    public static final PeerEvidence NOTHING = new PeerEvidence(Stapled.NOTHING, List.of(), List.of());

    /** A value that keeps copies of its lists. */
    public PeerEvidence {
        signatureSchemes = List.copyOf(signatureSchemes);
        certificateSchemes = List.copyOf(certificateSchemes);
    }

    /** Now with what came with the peer's certificate. */
    public PeerEvidence with(Stapled certificateStatus) {
        return new PeerEvidence(certificateStatus, signatureSchemes, certificateSchemes);
    }

    /** Now with what {@code extensions} say, those of the peer's ClientHello or CertificateRequest. */
    public PeerEvidence with(Extensions extensions) {
        return new PeerEvidence(stapled, schemes(extensions), schemesOfCertificates(extensions));
    }

    /** The signature_algorithms of {@code extensions}; empty without. */
    static List<SignatureScheme> schemes(Extensions extensions) {
        return extensions
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::supportedSignatureAlgorithms)
                .orElse(List.of());
    }

    /** The signature_algorithms_cert of {@code extensions}; empty without. */
    static List<SignatureScheme> schemesOfCertificates(Extensions extensions) {
        return extensions
                .find(SignatureAlgorithmsCert.class)
                .map(SignatureAlgorithmsCert::supportedSignatureAlgorithms)
                .orElse(List.of());
    }
}
