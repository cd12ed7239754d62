// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a peer is who it claims to be. The handshake proves that the peer holds the key of the first
 * certificate; the verifier alone says whose key that is. Implementations are thread-safe and open no connection of their own.
 */
public interface PeerVerifier {
    /**
     * The verdict about {@code claim}. An exception is no verdict: the handshake fails on it.
     *
     * @param claim as the peer sent it: hostile until proven otherwise
     */
    PeerVerdict verify(PeerCertificates claim);

    /**
     * The distinguished names in DER of the authorities that this verifier accepts, for certificate_authorities (section
     * 4.3.4); empty to leave the extension away.
     */
    default List<Bytes> acceptedAuthorities() {
        return List.of();
    }

    /**
     * The types of certificates that this verifier can judge, in order of preference; X.509 unless it says otherwise (RFC 7250). It is
     * asked about no others.
     */
    default List<CertificateType> certificateTypes() {
        return List.of(CertificateType.X509);
    }

    /**
     * What this verifier goes by, as bytes: whoever has the same judges alike, in another process too. Sessions are resumed only
     * under the same basis (section 4.7.1), for what was right under other rules may be wrong now. Nothing if it cannot be said;
     * then only configurations that are built from one another share sessions.
     */
    default Optional<Bytes> basis() {
        return Optional.empty();
    }
}
