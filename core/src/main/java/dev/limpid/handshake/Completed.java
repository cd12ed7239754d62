// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A complete handshake. Cannot be made without the proof that Finished was right and a decision about who the peer is.
 *
 * @param requests how a server asks for authentication after the handshake; there if its client offered that
 * @param tickets sends more of them; nothing on a client
 * @param peerCertificates in DER, the peer's own first; empty if it showed none
 */
public record Completed(
        ConnectionFacts facts,
        Authentication peer,
        FinishedChecked finished,
        List<Bytes> peerCertificates,
        ExporterSecret exporter,
        Optional<CertificateRequests> requests,
        TicketSource tickets) {
    public Completed {
        peerCertificates = List.copyOf(peerCertificates);
    }

    /** The same connection, now that its client has proved who it is. */
    public Completed with(Authentication client, List<Bytes> certificates) {
        return new Completed(
                facts.withClientAuthenticated(), client, finished, certificates, exporter, requests, tickets);
    }
}
