// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.Limits;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection accepts of records, up to the last byte that is allowed; what lies beyond is in {@link RecordMisdeeds}. */
class ConnectionRecordsTest {
    private static final Bytes KEY_UPDATE = HandshakeCodec.encode(new KeyUpdate(false));
    private static final Bytes REQUEST = HandshakeCodec.encode(new KeyUpdate(true));
    private static final Bytes USER_CANCELED =
            Alert.of(AlertDescription.USER_CANCELED).encode();

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void handshakesInFragmentsOfOneByte(Scenario scenario) {
        //= R5.1-4
        Relay relay = scenario.relay();
        boolean moved = true;
        while (moved) {
            moved = inBytes(relay, Side.SERVER);
            moved |= inBytes(relay, Side.CLIENT);
        }
        for (Side side : Side.values()) {
            End end = relay.to(side).victim();
            assertThat(end.isEstablished()).as(end.describe()).isTrue();
        }
    }

    @Test
    void takesMessagesOfOneEpochInOneRecord() {
        Relay relay = Scenario.CLIENT_ASKED.relay();
        relay.bringTo(Side.CLIENT, "WAIT_EE");
        Bytes flight = Bytes.EMPTY;
        for (Said said : relay.queue(Side.CLIENT)) {
            flight = flight.then(said.content());
        }
        relay.to(Side.CLIENT).say(ContentType.HANDSHAKE, flight);
        assertThat(relay.to(Side.CLIENT).victim().isEstablished()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void takesTheLongestRecords(Side side) {
        //= R5.4-6
        Impostor impostor = connected(side);
        Bytes longest = filled(1 << 14);
        impostor.say(ContentType.APPLICATION_DATA, longest);
        impostor.victim()
                .receive(impostor.sealed(
                        HandMadeRecords.inner(Bytes.ofUtf8("x"), ContentType.APPLICATION_DATA, (1 << 14) - 1)));
        assertThat(impostor.victim().received()).isEqualTo(longest.then(Bytes.ofUtf8("x")));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void bearsWhatTheLimitsAllowAndForgetsItAfterData(Side side) {
        Impostor impostor = connected(side);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < Limits.DEFAULT.emptyRecords(); i++) {
                impostor.say(ContentType.APPLICATION_DATA, Bytes.EMPTY);
            }
            for (int i = 0; i < Limits.DEFAULT.keyUpdates(); i++) {
                impostor.say(ContentType.HANDSHAKE, KEY_UPDATE);
            }
            for (int i = 0; i < Limits.DEFAULT.warnings(); i++) {
                impostor.say(ContentType.ALERT, USER_CANCELED);
            }
            for (int i = 0; i < Limits.DEFAULT.tickets() && side == Side.CLIENT; i++) {
                impostor.say(ContentType.HANDSHAKE, ticket());
            }
            impostor.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("d"));
        }
        assertThat(impostor.victim().received()).isEqualTo(Bytes.ofUtf8("dd"));
        assertThat(impostor.victim().connection().isWritable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void dropsChangeCipherSpecsUpToTheLimit(Side side) {
        //= R5-1
        Relay relay = Scenario.PLAIN.relay();
        relay.bringTo(side, "WAIT_FINISHED");
        int heard = 1;
        for (int i = heard; i < Limits.DEFAULT.changeCipherSpecs(); i++) {
            relay.to(side).victim().receive(HandMadeRecords.plain(20, 0, Bytes.ofHex("01")));
        }
        relay.run();
        assertThat(relay.to(side).victim().isEstablished()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersManyRequestsOnce(Side side) {
        //= R4.7.3-5
        Impostor impostor = connected(side);
        for (int i = 0; i < 20; i++) {
            impostor.say(ContentType.HANDSHAKE, REQUEST);
        }
        assertThat(impostor.listen()).containsExactly(new Said(ContentType.HANDSHAKE, KEY_UPDATE));
        assertThat(impostor.listen()).isEmpty();
        assertThat(impostor.open(impostor.victim().seal(Bytes.ofUtf8("after"))))
                .containsExactly(new Said(ContentType.APPLICATION_DATA, Bytes.ofUtf8("after")));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void asksOnceUntilThePeerHasUpdated(Side side) {
        //= R4.7.3-6
        Impostor impostor = connected(side);
        impostor.victim().connection().updateKeys(true);
        impostor.victim().connection().updateKeys(true);
        assertThat(impostor.listen())
                .containsExactly(new Said(ContentType.HANDSHAKE, REQUEST), new Said(ContentType.HANDSHAKE, KEY_UPDATE));
        impostor.say(ContentType.HANDSHAKE, KEY_UPDATE);
        impostor.victim().connection().updateKeys(true);
        assertThat(impostor.listen()).containsExactly(new Said(ContentType.HANDSHAKE, REQUEST));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void ignoresAllThatComesAfterCloseNotify(Side side) {
        //= R6.1-1
        Impostor impostor = connected(side);
        impostor.say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
        impostor.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("late"));
        impostor.victim().receive(Bytes.ofHex("ffffffffffffff"));
        assertThat(impostor.victim().received()).isEqualTo(Bytes.EMPTY);
        assertThat(impostor.victim().failure()).isEmpty();
        assertThat(impostor.victim().connection().isReadClosed()).isTrue();
        assertThat(impostor.victim().connection().isWritable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void everyUnknownAlertIsFatalWhateverItsLevel(Side side) {
        //= R6-2
        //= R6-5
        Impostor impostor = connected(side);
        impostor.say(ContentType.ALERT, Bytes.ofHex("01c7"));
        assertThat(impostor.victim().failure())
                .hasValueSatisfying(
                        failure -> assertThat(failure.peerAlert()).contains(new Alert(1, new AlertDescription(199))));
        assertThat(impostor.victim().take()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPeerThatCancelsTheHandshakeIsTakenAtItsWord(Side side) {
        //= R6.1-3
        Relay relay = Scenario.PLAIN.relay();
        relay.bringTo(side, "WAIT_FINISHED");
        Impostor impostor = relay.to(side);
        impostor.say(ContentType.ALERT, USER_CANCELED);
        assertThat(impostor.victim().failure()).isEmpty();
        impostor.say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
        assertThat(impostor.victim().failure().orElseThrow().peerAlert()).contains(Alert.CLOSE_NOTIFY);
        assertThat(impostor.listen()).last().isEqualTo(new Said(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode()));
    }

    @Test
    void aServerHearsTheAlertOfAClientWithoutKeys() {
        Relay relay = Scenario.PLAIN.relay();
        relay.bringTo(Side.SERVER, "WAIT_FINISHED");
        End server = relay.to(Side.SERVER).victim();
        server.receive(HandMadeRecords.plain(21, 0x0303, Bytes.ofHex("022f")));
        assertThat(server.failure().orElseThrow().peerAlert()).contains(Alert.of(AlertDescription.ILLEGAL_PARAMETER));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anEndWithoutCloseNotifyIsTruncation(Side side) {
        //= R6.1-8
        Impostor impostor = connected(side);
        impostor.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("half"));
        TlsConnection connection = impostor.victim().connection();
        TlsException failure = Assertions.catchThrowableOfType(TlsException.class, connection::endOfInput);
        assertThat(failure.code()).isEqualTo("TRUNCATED");
        assertThat(impostor.victim().received()).isEqualTo(Bytes.ofUtf8("half"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 333, 16_384, 20_000})
    void deliversIntoBuffersOfAnySize(int capacity) {
        for (boolean direct : new boolean[] {false, true}) {
            Pair pair = Pair.established();
            Bytes data = filled(20_001);
            ByteBuffer wire = pair.client().seal(data).toBuffer().asReadOnlyBuffer();
            ByteBuffer plaintext = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
            TlsConnection server = pair.server().connection();
            Bytes got = Bytes.EMPTY;
            int idle = 0;
            while (got.length() < data.length() && idle < 3) {
                int count = server.open(wire, plaintext.clear());
                got = got.then(Bytes.of(plaintext.flip()));
                idle = count == 0 ? idle + 1 : 0;
            }
            assertThat(got).isEqualTo(capacity == 0 ? Bytes.EMPTY : data);
            ByteBuffer rest = ByteBuffer.allocate(data.length());
            while (got.length() < data.length()) {
                server.open(wire, rest.clear());
                got = got.then(Bytes.of(rest.flip()));
            }
            assertThat(got).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 21, 22, 23, 99, 4096})
    void givesItsOutputInPiecesOfAnySize(int capacity) {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        for (int round = 0; round < 3; round++) {
            pair.server().receive(inPieces(pair.client().connection(), capacity));
            pair.client().receive(inPieces(pair.server().connection(), capacity));
        }
        assertThat(pair.client().isEstablished()).isTrue();
        assertThat(pair.server().isEstablished()).isTrue();
    }

    @Test
    void readsAndWritesInTwoThreadsThroughKeyUpdates() throws InterruptedException {
        //= R5.5-1
        Limits limits = Limits.DEFAULT.withRecordsPerKey(4);
        Pair pair = new Pair(
                        Lab.client().limits(limits).build(),
                        Lab.server().limits(limits).build())
                .handshake();
        Bytes data = filled(100);
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        int messages = 2000;
        BlockingQueue<Bytes> toClient = new LinkedBlockingQueue<>();
        BlockingQueue<Bytes> toServer = new LinkedBlockingQueue<>();
        List<Thread> threads = List.of(
                writer(pair.client(), toServer, data, messages, trouble),
                writer(pair.server(), toClient, data, messages, trouble),
                reader(pair.client(), toClient, data, messages, trouble),
                reader(pair.server(), toServer, data, messages, trouble));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(trouble).hasNullValue();
        assertThat(pair.client().received().length()).isEqualTo(messages * data.length());
        assertThat(pair.server().received().length()).isEqualTo(messages * data.length());
    }

    private static Thread writer(
            End end, BlockingQueue<Bytes> wire, Bytes data, int messages, AtomicReference<Throwable> trouble) {
        return thread(trouble, () -> {
            for (int i = 0; i < messages; i++) {
                if (i % 50 == 7) {
                    end.connection().updateKeys(true);
                }
                wire.put(end.seal(data));
            }
        });
    }

    private static Thread reader(
            End end, BlockingQueue<Bytes> wire, Bytes data, int messages, AtomicReference<Throwable> trouble) {
        return thread(trouble, () -> {
            int got = 0;
            while (got < messages * data.length()) {
                Bytes records = Objects.requireNonNull(wire.poll(30, TimeUnit.SECONDS), "nothing came");
                end.receive(records);
                end.failure().ifPresent(failure -> {
                    throw failure;
                });
                got += data.length();
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread thread(AtomicReference<Throwable> trouble, Work work) {
        return new Thread(() -> {
            try {
                work.run();
            } catch (Throwable thrown) {
                trouble.compareAndSet(null, thrown);
            }
        });
    }

    private static boolean inBytes(Relay relay, Side side) {
        boolean any = !relay.queue(side).isEmpty();
        while (!relay.queue(side).isEmpty()) {
            Said said = relay.queue(side).remove();
            if (said.type().equals(ContentType.HANDSHAKE)) {
                for (int at = 0; at < said.content().length(); at++) {
                    relay.to(side).say(ContentType.HANDSHAKE, said.content().slice(at, 1));
                }
            } else {
                relay.to(side).repeat(List.of(said));
            }
        }
        relay.listen();
        return any;
    }

    private static Bytes inPieces(TlsConnection connection, int capacity) {
        Bytes taken = Bytes.EMPTY;
        ByteBuffer piece = ByteBuffer.allocate(capacity);
        while (connection.take(piece.clear()) > 0) {
            taken = taken.then(Bytes.of(piece.flip()));
        }
        return taken;
    }

    private static Impostor connected(Side side) {
        return Scenario.PLAIN.relay().run().to(side);
    }

    private static Bytes ticket() {
        return Rfc8448.section("3").with("NewSessionTicket").getFirst().bytes("NewSessionTicket");
    }

    private static Bytes filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'y');
        return Bytes.wrap(bytes);
    }
}
