// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a connection's report holds, and when. */
class HandshakeReportTest {
    private static final Bytes NO_RECORD = Bytes.ofHex("170303001400112233445566778899aabbccddeeff00112233");

    @Test
    void holdsTheHandshakeOfAnEstablishedConnection() {
        HandshakeReport report = Pair.established().client().connection().report();

        assertThat(report.entries().getFirst().event()).isInstanceOf(Event.Started.class);
        assertThat(report.established()).isPresent();
        assertThat(report.path()).isPresent();
        assertThat(report.omitted()).isZero();
        assertThat(report.beforeGap()).isEqualTo(report.entries().size());
    }

    @Test
    void forgetsTheHandshakeWhereNobodyWantsToKeepIt() {
        List<Event> told = new ArrayList<>();
        Pair pair = new Pair(
                        brief(),
                        Lab.server().build(),
                        Lab.NAME,
                        (nanos, event) -> told.add(event),
                        (nanos, event) -> {})
                .handshake();
        HandshakeReport report = pair.client().connection().report();

        assertThat(report.entries().getFirst().event()).isInstanceOf(Event.Established.class);
        assertThat(report.beforeGap()).isZero();
        assertThat(report.omitted() + report.entries().size()).isEqualTo(told.size());
        assertThat(told.getFirst()).isInstanceOf(Event.Started.class);

        pair.client().receive(NO_RECORD);
        report = pair.client().failure().orElseThrow().report();
        assertThat(report.established()).isPresent();
        assertThat(report.last(Event.Failed.class, Event.Failed::violation)).contains(Violation.BAD_RECORD_MAC);
    }

    @Test
    void isWholeWhereTheHandshakeFails() {
        Pair pair = new Pair(brief(), Lab.server().build());
        pair.client().take();
        pair.client().receive(Bytes.ofHex("16030300040e000000"));
        HandshakeReport report = pair.client().failure().orElseThrow().report();

        assertThat(report.entries().getFirst().event()).isInstanceOf(Event.Started.class);
        assertThat(report.omitted()).isZero();
    }

    private static ClientConfig brief() {
        return Lab.client().keepHandshakeReport(false).build();
    }
}
