// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a peer claims with its Certificate message (RFC 9846 section 4.5.1), and what the claim is to be judged by.
 *
 * @param peer which end sent it
 * @param expectedName the name that the certificate must be for; empty when a client is judged, which has none
 * @param type what was negotiated for {@code chain} to hold (RFC 7250)
 * @param chain the certificates in DER, the peer's own first, the others in any order (section 4.5.1); or one SubjectPublicKeyInfo
 *     in DER, if {@code type} is a raw public key
 * @param stapled what came with the peer's own certificate
 * @param signatureSchemes what this side offered for signatures in certificates
 * @param now the time to judge validity by
 */
public record PeerCertificates(
        Side peer,
        Optional<ServerName> expectedName,
        CertificateType type,
        List<Bytes> chain,
        Stapled stapled,
        List<SignatureScheme> signatureSchemes,
        Instant now) {
    /** A claim that keeps copies of its lists. */
    public PeerCertificates {
        chain = List.copyOf(chain);
        signatureSchemes = List.copyOf(signatureSchemes);
    }
}
