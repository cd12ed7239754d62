// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.handshake.CertificateRequests;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.TicketSource;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** What a connection needs of its handshake once that is complete; the proofs have done their work. */
record Standing(
        ConnectionFacts facts,
        List<Bytes> peerCertificates,
        ExporterSecret exporter,
        Optional<CertificateRequests> requests,
        TicketSource tickets) {
    static Standing of(Completed handshake) {
        return new Standing(
                handshake.facts(),
                handshake.peerCertificates(),
                handshake.exporter(),
                handshake.requests(),
                handshake.tickets());
    }

    /** The same connection, now that its client has proved {@code certificates}. */
    Standing withClient(List<Bytes> certificates) {
        return new Standing(facts.withClientAuthenticated(), List.copyOf(certificates), exporter, requests, tickets);
    }
}
