// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.wire.Bytes;
import java.util.List;

/**
 * A complete handshake. Cannot be made without the proof that Finished was right and a decision about who the peer is.
 *
 * @param peerCertificates in DER, the peer's own first; empty if it showed none
 */
public record Completed(
        ConnectionFacts facts,
        Authentication peer,
        FinishedChecked finished,
        List<Bytes> peerCertificates,
        ExporterSecret exporter) {
    public Completed {
        peerCertificates = List.copyOf(peerCertificates);
    }
}
