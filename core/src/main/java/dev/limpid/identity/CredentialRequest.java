// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a peer wants to see from us.
 *
 * @param local which end we are
 * @param serverName the name in the client's server_name; empty if it sent none, or if we are the client
 * @param peerSchemes the peer's signature_algorithms: for CertificateVerify
 * @param peerCertificateSchemes the peer's signature_algorithms_cert: for signatures in certificates; empty if it sent none, and
 *     then {@code peerSchemes} holds for both (RFC 9846 section 4.3.3)
 * @param authorities the distinguished names in DER of the peer's certificate_authorities; empty if it sent none
 */
public record CredentialRequest(
        Side local,
        Optional<String> serverName,
        List<SignatureScheme> peerSchemes,
        List<SignatureScheme> peerCertificateSchemes,
        List<Bytes> authorities) {
    /** A request that keeps copies of its lists. */
    public CredentialRequest {
        peerSchemes = List.copyOf(peerSchemes);
        peerCertificateSchemes = List.copyOf(peerCertificateSchemes);
        authorities = List.copyOf(authorities);
    }

    /** The schemes that hold for signatures in certificates. */
    List<SignatureScheme> schemesOfCertificates() {
        return peerCertificateSchemes.isEmpty() ? peerSchemes : peerCertificateSchemes;
    }
}
