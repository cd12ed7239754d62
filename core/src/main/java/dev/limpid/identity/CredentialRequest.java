// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.OidFilters;
import dev.limpid.extension.OidFilters.Filter;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a peer wants to see from us.
 *
 * @param local which end we are
 * @param type which kind of certificate was agreed on (RFC 7250)
 * @param serverName the name in the client's server_name; empty if it sent none, or if we are the client
 * @param peerSchemes the peer's signature_algorithms: for CertificateVerify
 * @param peerCertificateSchemes the peer's signature_algorithms_cert: for signatures in certificates; empty if it sent none, and
 *     then {@code peerSchemes} holds for both (RFC 9846 section 4.3.3)
 * @param authorities the distinguished names in DER of the peer's certificate_authorities; empty if it sent none
 * @param oidFilters what the server wants to see in the certificate's own extensions (section 4.3.5); empty at a server
 */
public record CredentialRequest(
        Side local,
        CertificateType type,
        Optional<String> serverName,
        List<SignatureScheme> peerSchemes,
        List<SignatureScheme> peerCertificateSchemes,
        List<Bytes> authorities,
        List<Filter> oidFilters) {
    /** A request that keeps copies of its lists. */
    public CredentialRequest {
        peerSchemes = List.copyOf(peerSchemes);
        peerCertificateSchemes = List.copyOf(peerCertificateSchemes);
        authorities = List.copyOf(authorities);
        oidFilters = List.copyOf(oidFilters);
    }

    /** What a peer that sent {@code extensions}, those of a ClientHello or a CertificateRequest, wants to see. */
    public static CredentialRequest of(
            Side local, CertificateType type, Optional<String> serverName, Extensions extensions) {
        return new CredentialRequest(
                local,
                type,
                serverName,
                PeerEvidence.schemes(extensions),
                PeerEvidence.schemesOfCertificates(extensions),
                extensions
                        .find(CertificateAuthorities.class)
                        .map(CertificateAuthorities::authorities)
                        .orElse(List.of()),
                extensions.find(OidFilters.class).map(OidFilters::filters).orElse(List.of()));
    }

    /** The schemes that hold for signatures in certificates. */
    List<SignatureScheme> schemesOfCertificates() {
        return peerCertificateSchemes.isEmpty() ? peerSchemes : peerCertificateSchemes;
    }
}
