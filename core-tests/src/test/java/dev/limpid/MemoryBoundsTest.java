// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.limpid.alert.Violation;
import dev.limpid.config.Limits;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.Unknown;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.message.ClientHello;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a peer sends, and however long it goes on: what a connection holds has a bound, in every state. */
class MemoryBoundsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGE = Limits.DEFAULT.messageLength();

    /** What a connection may hold that is in no hurry: facts, report, keys, certificates. */
    private static final long CALM = 64 * 1024;

    /** What it may hold in the worst case: a message of the largest size, which is copied out of its buffer, and its value. */
    private static final long WORST = CALM + 8L * MESSAGE;

    private static final int MANY = 1000;

    static Stream<String> states() {
        return Stream.of(
                "client WAIT_SH",
                "client WAIT_EE",
                "client WAIT_CERT_CR",
                "client WAIT_CERT",
                "client WAIT_CV",
                "client WAIT_FINISHED",
                "client CONNECTED",
                "server START",
                "server START_2",
                "server WAIT_CERT",
                "server WAIT_CV",
                "server WAIT_FINISHED",
                "server CONNECTED");
    }

    @ParameterizedTest
    @MethodSource("states")
    void halfAMessageOfTheLargestSizeInEveryState(String where) {
        Impostor impostor = broughtTo(where);
        long before = held(impostor);
        assertThat(before).as("before").isLessThan(CALM);
        Bytes half = header(1, MESSAGE).then(Bytes.wrap(new byte[MESSAGE - 1]));
        impostor.say(ContentType.HANDSHAKE, half);

        assertThat(impostor.victim().failure()).isEmpty();
        assertThat(held(impostor)).isBetween((long) MESSAGE, CALM + 3L * MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aDeclaredMessageOf16MebibytesCostsNothingInAnyState(String where) {
        Impostor impostor = broughtTo(where);
        long cost = allocated(() -> impostor.say(ContentType.HANDSHAKE, header(1, (1 << 24) - 1)));

        assertThat(impostor.victim().failure().orElseThrow().violation()).contains(Violation.MESSAGE_TOO_LARGE);
        assertThat(cost).isLessThan(1 << 20);
        assertThat(held(impostor)).isLessThan(CALM);
    }

    @ParameterizedTest
    @MethodSource("states")
    void endlessChangeCipherSpecsInEveryState(String where) {
        Impostor impostor = broughtTo(where);
        repeat(MANY, () -> impostor.victim().receive(Bytes.ofHex("140303000101")));
        assertThat(impostor.victim().failure()).isPresent();
        assertThat(held(impostor)).isLessThan(CALM);
    }

    @ParameterizedTest
    @MethodSource("states")
    void endlessWarningsInEveryState(String where) {
        Impostor impostor = broughtTo(where);
        repeat(MANY, () -> {
            if (impostor.victim().failure().isEmpty()) {
                impostor.say(ContentType.ALERT, Bytes.ofHex("015a"));
            }
        });
        assertThat(impostor.victim().failure()).isPresent();
        assertThat(held(impostor)).isLessThan(CALM);
    }

    @Test
    void endlessTicketsWithDataBetweenThem() {
        Impostor server = broughtTo("client CONNECTED");
        NewSessionTicket ticket =
                new NewSessionTicket(7200, 1, Bytes.ofHex("00"), Bytes.wrap(new byte[1000]), Extensions.of(List.of()));
        long most = most(server, () -> {
            server.say(ticket);
            server.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"));
        });
        assertThat(server.victim().failure()).isEmpty();
        assertThat(most).as("the report keeps some").isLessThan(CALM + 2L * HandshakeReport.MESSAGES);
    }

    @Test
    void whoDoesWithoutTheHandshakesReportHoldsLess() {
        for (Side side : Side.values()) {
            long whole = held(established(true).to(side));
            long brief = held(established(false).to(side));
            assertThat(brief).as(side.toString()).isLessThan(whole - 500);
        }
    }

    @Test
    void aReportThatIsFullStillTellsHowItEnded() {
        Impostor server = broughtTo("client CONNECTED");
        NewSessionTicket ticket =
                new NewSessionTicket(7200, 1, Bytes.ofHex("00"), Bytes.wrap(new byte[1000]), Extensions.of(List.of()));
        repeat(500, () -> {
            server.say(ticket);
            server.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"));
        });
        server.say(ContentType.HANDSHAKE, header(99, 0));

        HandshakeReport report = server.victim().failure().orElseThrow().report();
        assertThat(report.entries()).hasSizeLessThanOrEqualTo(HandshakeReport.HEAD + HandshakeReport.TAIL);
        assertThat(report.entries().getFirst().event()).isInstanceOf(Event.Started.class);
        assertThat(report.entries().getLast().event()).isEqualTo(new Event.Closed(Event.Closure.FAILED));
        assertThat(report.last(Event.Failed.class, Event.Failed::violation)).contains(Violation.UNKNOWN_MESSAGE);
        assertThat(report.omitted()).isGreaterThan(500);
        assertThat(report.beforeGap()).isBetween(1, HandshakeReport.HEAD);
    }

    @Test
    void endlessTicketsWithoutData() {
        Impostor server = broughtTo("client CONNECTED");
        NewSessionTicket ticket = new NewSessionTicket(
                7200, 1, Bytes.ofHex("00"), Bytes.wrap(new byte[60_000]), Extensions.of(List.of()));
        long most = most(server, () -> server.say(ticket));
        assertThat(server.victim().failure().orElseThrow().violation()).contains(Violation.TOO_MANY_TICKETS);
        assertThat(most).isLessThan(WORST);
    }

    @ParameterizedTest
    @MethodSource("established")
    void endlessKeyUpdatesThatWantAnswersWhichNobodyTakes(String where) {
        Impostor impostor = broughtTo(where);
        long most = most(impostor, () -> {
            impostor.say(new KeyUpdate(true));
            impostor.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"));
        });
        assertThat(impostor.victim().failure()).isEmpty();
        assertThat(most).isLessThan(CALM);
        assertThat(impostor.victim().take().length()).as("one answer").isLessThan(100);
    }

    @ParameterizedTest
    @MethodSource("established")
    void endlessEmptyRecords(String where) {
        Impostor impostor = broughtTo(where);
        long most = most(impostor, () -> impostor.say(ContentType.APPLICATION_DATA, Bytes.EMPTY));
        assertThat(impostor.victim().failure().orElseThrow().violation()).contains(Violation.TOO_MANY_EMPTY_RECORDS);
        assertThat(most).isLessThan(CALM);
    }

    static Stream<String> established() {
        return states().filter(state -> state.endsWith("CONNECTED"));
    }

    @Test
    void dataThatNobodyReadsIsKeptForOneRecordOnly() {
        Pair pair = Pair.established();
        Bytes records = pair.client().seal(Bytes.wrap(new byte[1 << 18]));
        ByteBuffer wire = ByteBuffer.allocate(records.length());
        records.putInto(wire);
        wire.flip();
        TlsConnection server = pair.server().connection();
        server.open(wire, ByteBuffer.allocate(1));
        int left = wire.remaining();
        repeat(100, () -> server.open(wire, ByteBuffer.allocate(0)));

        assertThat(wire.remaining()).as("no other record is taken").isEqualTo(left);
        assertThat(Retained.by(server)).isLessThan(CALM + TlsConnection.RECORD_BUFFER);
    }

    @Test
    void sixtyFourKibibytesOfExtensions() {
        List<Extension> many = new ArrayList<>();
        for (int code = 0x4000; many.size() < 15_000; code++) {
            // The hello may hold greased ones already
            if (!Grease.is(code)) {
                many.add(new Unknown(new ExtensionType(code), Bytes.EMPTY));
            }
        }
        assertHello(hello -> {
            List<Extension> all = new ArrayList<>(many);
            all.addAll(hello.list());
            return Extensions.of(all);
        });
    }

    @Test
    void thousandsOfKeyShares() {
        List<NamedGroup> groups = new ArrayList<>();
        List<KeyShareEntry> shares = new ArrayList<>();
        for (int code = 0x4000; groups.size() < 9_000; code++) {
            groups.add(new NamedGroup(code));
            shares.add(new KeyShareEntry(new NamedGroup(code), Bytes.ofHex("00")));
        }
        assertHello(hello -> hello.replace(new SupportedGroups(groups)).replace(new KeyShare.ClientHello(shares)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void compressedCertificatesThatBecomeGigabytes(int claimed) {
        Relay relay = new Relay(
                Scenario.PLAIN.client().certificateCompression(List.of(CertificateCompressor.zlib())),
                Scenario.PLAIN.server().certificateCompression(List.of(CertificateCompressor.zlib())));
        assertThat(relay.bringToMessage(Side.CLIENT, HandshakeType.COMPRESSED_CERTIFICATE))
                .isTrue();
        Bytes bomb = CertificateCompressor.zlib().compress(Bytes.wrap(new byte[64 << 20]));
        Impostor server = relay.to(Side.CLIENT);
        CompressedCertificate message = new CompressedCertificate(CertificateCompression.ZLIB, claimed, bomb);
        long cost = allocated(() -> server.say(message));

        assertThat(server.victim().failure()).isPresent();
        assertThat(cost).as("allocated, the sender's part included").isLessThan(4L << 20);
        assertThat(held(server)).isLessThan(WORST);
    }

    static Stream<Integer> bombs() {
        return Stream.of(1, 1000, MESSAGE, MESSAGE + 1, (1 << 24) - 1);
    }

    /** A ClientHello with other extensions is refused, or not, without much ado. */
    private static void assertHello(UnaryOperator<Extensions> change) {
        Relay relay = Scenario.PLAIN.relay();
        ClientHello hello = (ClientHello) relay.queue(Side.SERVER).remove().message();
        Bytes changed = HandshakeCodec.encode(hello.withExtensions(change.apply(hello.extensions())));
        assertThat(changed.length()).isGreaterThan(60_000);
        Impostor client = relay.to(Side.SERVER);
        long cost = allocated(() -> client.say(ContentType.HANDSHAKE, changed));

        assertThat(client.victim().failure().flatMap(failure -> failure.violation()))
                .isNotEqualTo(Optional.of(Violation.INTERNAL_ERROR));
        assertThat(cost).isLessThan(64L << 20);
        assertThat(held(client)).isLessThan(4L << 20);
    }

    private static Relay established(boolean keepReport) {
        return new Relay(
                        Scenario.PLAIN.client().keepHandshakeReport(keepReport),
                        Scenario.PLAIN.server().keepHandshakeReport(keepReport))
                .run();
    }

    private static Bytes header(int type, int length) {
        return Bytes.of((byte) type, (byte) (length >>> 16), (byte) (length >>> 8), (byte) length);
    }

    private static Impostor broughtTo(String where) {
        String[] words = where.split(" ", 2);
        Side side = words[0].equals("client") ? Side.CLIENT : Side.SERVER;
        for (Scenario scenario : Scenario.values()) {
            Relay relay = scenario.relay();
            if (relay.bringTo(side, words[1])) {
                return relay.to(side);
            }
        }
        throw new AssertionError("no way to " + where);
    }

    private static long held(Impostor impostor) {
        return Retained.by(impostor.victim().connection());
    }

    /** The most that the victim holds while {@code misdeed} is done again and again. */
    private static long most(Impostor impostor, Runnable misdeed) {
        long most = 0;
        for (int i = 0; i < MANY && impostor.victim().failure().isEmpty(); i++) {
            misdeed.run();
            if (i % 100 == 0 || i < 50) {
                most = Math.max(most, held(impostor));
            }
        }
        return Math.max(most, held(impostor));
    }

    private static long allocated(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }
}
