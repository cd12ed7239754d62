// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.HandshakeKind;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An idle connection's report is packed, and nobody can tell. */
class PackedEventsTest {
    @ParameterizedTest
    @EnumSource
    void aReportHoldsWhatAnObserverWasTold(HandshakeKind kind) {
        List<Entry> told = new ArrayList<>();
        List<Entry> toldServer = new ArrayList<>();
        HandshakeKind.Ends ends = kind.fake();
        Pair.End client = new Pair.End(ends.client((nanos, event) -> told.add(new Entry(nanos, event))));
        Pair.End server = new Pair.End(ends.server((nanos, event) -> toldServer.add(new Entry(nanos, event))));
        shakeHands(client, server);

        assertThat(client.connection().report().entries()).isEqualTo(told);
        assertThat(server.connection().report().entries()).isEqualTo(toldServer);
        assertThat(told).anyMatch(entry -> entry.event() instanceof Event.Established);
        assertThat(toldServer).anyMatch(entry -> entry.event() instanceof Event.Established);
    }

    @Test
    void whatHappensLaterIsAppended() {
        List<Entry> told = new ArrayList<>();
        Pair pair = new Pair(
                        Lab.client().build(),
                        Lab.server().build(),
                        Lab.NAME,
                        (nanos, event) -> told.add(new Entry(nanos, event)),
                        Observer.NONE)
                .handshake();
        pair.server().connection().updateKeys(true);
        pair.run();
        pair.server().connection().closeWrite();
        pair.run();

        HandshakeReport report = pair.client().connection().report();
        assertThat(report.entries()).isEqualTo(told);
        assertThat(report.beforeGap()).isEqualTo(told.size());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void eventsComeBackAsTheyWere(Side side) {
        List<Rejected> losers = List.of(new Rejected("h2", "not \u20ac offered"), new Rejected("", ""));
        assertComesBack(
                new Event.Started(side, Instant.MIN, Optional.empty()),
                new Event.Started(side, Instant.parse("1969-12-31T23:59:59.999999999Z"), Optional.of("shop.lab")),
                new Event.Chosen(new Choice(Subject.ALPN, "\u0000\u00ff\ud800", "a peer's text \ud83d\ude00", losers)),
                new Event.Chosen(Choice.of(Subject.GROUP, "long ".repeat(5000), "why")),
                new Event.StateEntered("WAIT_SH"),
                new Event.SignatureChecked(side, new SignatureScheme(0xffff)),
                new Event.KeysInstalled(side, Epoch.APPLICATION, (1L << 48) - 1),
                new Event.KeysDiscarded(side, Epoch.EARLY_DATA, Long.MAX_VALUE),
                new Event.KeysDiscarded(side, Epoch.HANDSHAKE, -1),
                new Event.FinishedChecked(side),
                new Event.ChangeCipherSpecSeen(side));
    }

    @Test
    void pathsComeBackAsTheyWere() {
        PathFacts good = SampleConnection.goodPath();
        assertComesBack(
                new Event.PathChecked(Side.SERVER, good, Optional.empty()),
                new Event.PathChecked(Side.SERVER, good, Optional.of(Violation.CERTIFICATE_MALFORMED)),
                new Event.PathChecked(
                        Side.CLIENT,
                        new PathFacts(Optional.empty(), List.of(), Optional.empty(), "", List.of()),
                        Optional.empty()));
    }

    @Test
    void moreWordsThanThereIsRoomForComeBackAllTheSame() {
        assertComesBack(IntStream.range(0, 900)
                .mapToObj(i -> new Event.StateEntered("unheard of " + i))
                .toArray(Event[]::new));
        assertComesBack(IntStream.range(0, 900)
                .mapToObj(i -> new Event.StateEntered("never heard of " + i))
                .toArray(Event[]::new));
    }

    @Test
    void aWordThatNobodySaidHasNoNumber() {
        assertThat(Words.number("w".repeat(121))).isEqualTo(Words.NONE);
        assertThatThrownBy(() -> Words.of(5000)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void assertComesBack(Event... events) {
        List<Entry> entries = new ArrayList<>();
        long nanos = Long.MIN_VALUE;
        for (Event event : events) {
            entries.add(new Entry(nanos, event));
            nanos = nanos / 3 + 1;
        }
        BoundedEvents kept = new BoundedEvents(1000, 2, 100);
        entries.forEach(entry -> kept.add(entry, Bytes.EMPTY));
        kept.pack();
        assertThat(kept.entries()).isEqualTo(entries);
        assertThat(kept.beforeGap()).isEqualTo(entries.size());
    }

    private static void shakeHands(Pair.End client, Pair.End server) {
        boolean moved = true;
        while (moved) {
            moved = Pair.carry(client, server);
            moved |= Pair.carry(server, client);
        }
    }
}
