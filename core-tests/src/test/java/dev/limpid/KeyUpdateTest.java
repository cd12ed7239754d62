// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.KeyLifetime;
import dev.limpid.config.Limits;
import dev.limpid.keyschedule.Generations;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When keys are updated, who answers whom, and what happens when there are no more (sections 4.7.3 and 5.5). */
class KeyUpdateTest {
    private static final Bytes DATA = Bytes.ofUtf8("data");
    private static final Said UPDATE = said(new KeyUpdate(false));
    private static final Said REQUEST = said(new KeyUpdate(true));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5})
    void sendsUnderNewKeysEverySoManyRecords(long records) {
        KeyLifetime lifetime = KeyLifetime.ofRecords(records);
        Relay relay = established(lifetime);
        for (Side side : Side.values()) {
            for (int i = 0; i < 20; i++) {
                assertThat(data(relay.to(side))).isEqualTo(DATA);
            }
            // the last of these updates would come with the next record
            assertThat(updates(relay.to(side))).isEqualTo(19 / records).isNotZero();
        }
    }

    @Test
    void sendsUnderNewKeysEverySoManyBytesHoweverTheyAreWritten() {
        Relay relay = established(KeyLifetime.ofBytes(16_384));
        Impostor client = relay.to(Side.CLIENT);
        List<Said> said = client.open(client.victim().seal(Bytes.wrap(new byte[40_000])));
        assertThat(said.stream().map(each -> each.content().length()))
                .containsExactly(
                        16_384,
                        UPDATE.content().length(),
                        16_384,
                        UPDATE.content().length(),
                        7_232);
        assertThat(updates(client)).isEqualTo(2);

        Impostor server = relay.to(Side.SERVER);
        for (int i = 0; i < 16_384; i += 128) {
            server.open(server.victim().seal(Bytes.wrap(new byte[128])));
        }
        assertThat(updates(server)).isZero();
        data(server);
        assertThat(updates(server)).isEqualTo(1);
    }

    @Test
    void theHandshakesOwnRecordsDoNotCountAndNobodyIsAsked() {
        Relay relay = established(KeyLifetime.ofRecords(1));
        for (Side side : Side.values()) {
            assertThat(updates(relay.to(side))).isZero();
            data(relay.to(side));
            data(relay.to(side));
            assertThat(relay.to(side).events()).contains(new Event.KeyUpdated(side, 1, false));
        }
    }

    @Test
    void aLifetimeIsARecordAndAByteAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyLifetime.ofRecords(0));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyLifetime.ofBytes(0));
        assertThat(Lab.client().build().keyLifetime()).isEqualTo(KeyLifetime.LONGEST);
        assertThat(Lab.server().updateKeysEvery(KeyLifetime.ofBytes(5)).build().toBuilder()
                        .build()
                        .keyLifetime())
                .isEqualTo(KeyLifetime.ofBytes(5));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aKeyUpdateGoesUnderTheOldKeysAndEverythingElseUnderTheNext(Side side) {
        //= R4.7.3-2
        //= R4.7.3-3
        //= R4.7.3-7
        Impostor impostor = connected(side);
        impostor.victim().connection().updateKeys(false);
        // Whoever stands in between opens all records up to KeyUpdate with the old keys, and all behind it with the
        // next.
        assertThat(impostor.open(impostor.victim().seal(DATA)))
                .containsExactly(UPDATE, new Said(ContentType.APPLICATION_DATA, DATA));
        assertThat(impostor.events()).contains(new Event.KeyUpdated(side, 1, false));

        impostor.say(new KeyUpdate(false));
        impostor.say(ContentType.APPLICATION_DATA, DATA);
        assertThat(impostor.victim().received()).isEqualTo(DATA);
        assertThat(impostor.events()).contains(new Event.KeyUpdated(side.peer(), 1, false));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void nothingIsTakenUnderTheNextKeysBeforeTheirKeyUpdate(Side side) {
        //= R4.7.3-8
        Pair pair = Pair.established();
        End sender = end(pair, side);
        sender.connection().updateKeys(false);
        sender.take();
        end(pair, side.peer()).receive(sender.seal(DATA));
        assertFailed(end(pair, side.peer()), Violation.BAD_RECORD_MAC);
        assertThat(end(pair, side.peer()).received()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void nothingIsTakenUnderTheOldKeysAfterTheirKeyUpdate(Side side) {
        //= R4.7.3-3
        Impostor impostor = connected(side);
        Bytes update = impostor.record(ContentType.HANDSHAKE, UPDATE.content());
        Bytes late = impostor.record(ContentType.APPLICATION_DATA, DATA);
        impostor.victim().receive(update);
        assertThat(impostor.victim().failure()).isEmpty();
        impostor.victim().receive(late);
        assertFailed(impostor.victim(), Violation.BAD_RECORD_MAC);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aKeyUpdateBeforeFinishedIsUnexpected(Side side) {
        //= R4.7.3-1
        Relay relay = Scenario.PLAIN.relay();
        assertThat(relay.bringTo(side, "WAIT_FINISHED")).isTrue();
        relay.to(side).say(new KeyUpdate(false));
        assertFailed(relay.to(side).victim(), Violation.UNEXPECTED_MESSAGE);
        assertThat(relay.to(side).listen())
                .last()
                .isEqualTo(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.UNEXPECTED_MESSAGE).encode()));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anAnswerThatIsOwedDoesNotAskBack(Side side) {
        //= R4.7.3-5
        Impostor impostor = connected(side);
        impostor.say(new KeyUpdate(true));
        impostor.victim().connection().updateKeys(true);
        assertThat(impostor.listen()).containsExactly(UPDATE, REQUEST);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anUpdateOfOnesOwnIsAnswerEnough(Side side) {
        //= R4.7.3-5
        Impostor impostor = connected(side);
        impostor.say(new KeyUpdate(true));
        impostor.victim().connection().updateKeys(false);
        assertThat(impostor.listen()).containsExactly(UPDATE);
        assertThat(impostor.victim().connection().hasOutput()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anUnrelatedKeyUpdateAllowsToAskAgain(Side side) {
        //= R4.7.3-6
        Impostor impostor = connected(side);
        impostor.victim().connection().updateKeys(true);
        impostor.say(ContentType.APPLICATION_DATA, DATA);
        impostor.victim().connection().updateKeys(true);
        impostor.say(new KeyUpdate(true));
        impostor.victim().connection().updateKeys(true);
        assertThat(impostor.listen())
                .as("one request, an update that asks for nothing, the answer, another request")
                .containsExactly(REQUEST, UPDATE, UPDATE, REQUEST);
    }

    @Test
    void requestsThatCrossTakeBothSidesTwoGenerationsOn() {
        //= R4.7.3-5
        Relay relay = Scenario.PLAIN.relay().run();
        for (Side side : Side.values()) {
            relay.to(side).victim().connection().updateKeys(true);
        }
        relay.listen();
        relay.run();
        for (Side side : Side.values()) {
            for (Side sender : Side.values()) {
                assertThat(relay.to(side).events())
                        .contains(new Event.KeyUpdated(sender, 2, false))
                        .doesNotContain(new Event.KeyUpdated(sender, 3, false));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whoHasClosedItsHalfTakesKeyUpdatesAndAnswersNone(Side side) {
        //= R4.7.3-3
        //= R6.1-2
        Impostor impostor = connected(side);
        impostor.victim().connection().closeWrite();
        assertThat(impostor.listen()).containsExactly(new Said(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode()));
        impostor.say(new KeyUpdate(true));
        impostor.say(ContentType.APPLICATION_DATA, DATA);
        assertThat(impostor.victim().received()).isEqualTo(DATA);
        assertThat(impostor.victim().connection().hasOutput()).isFalse();
        assertThat(impostor.victim().take()).isEqualTo(Bytes.EMPTY);
        assertThatIllegalStateException()
                .isThrownBy(() -> impostor.victim().connection().updateKeys(false));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPeerThatSendsNoMoreIsOwedItsAnswerButNotAsked(Side side) {
        //= R4.7.3-5
        Impostor impostor = connected(side);
        impostor.say(new KeyUpdate(true));
        impostor.say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
        assertThat(impostor.open(impostor.victim().seal(DATA)))
                .containsExactly(UPDATE, new Said(ContentType.APPLICATION_DATA, DATA));
        impostor.victim().connection().updateKeys(true);
        assertThat(impostor.listen()).containsExactly(UPDATE);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void thereIsNoGenerationAfterTheLastAndRequestsForItAreIgnored(Side side) {
        //= R4.7.3-9
        //= R4.7.3-11
        Impostor impostor = connected(side);
        TlsConnection connection = impostor.victim().connection();
        Generations.skipTo(Generations.LAST - 1, connection.secretOf(side));
        impostor.say(new KeyUpdate(true));
        assertThat(impostor.listen()).containsExactly(UPDATE);
        assertThat(impostor.events()).contains(new Event.KeyUpdated(side, Generations.LAST, false));

        assertThatIllegalStateException().isThrownBy(() -> connection.updateKeys(false));
        impostor.say(new KeyUpdate(true));
        assertThat(impostor.listen()).isEmpty();
        assertThat(connection.hasOutput()).isFalse();
        assertThat(data(impostor)).isEqualTo(DATA);
        assertThat(connection.secretOf(side).generation()).isEqualTo(Generations.LAST);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aPeerMayGoBeyondTheLastGeneration(Side side) {
        //= R4.7.3-10
        Impostor impostor = connected(side);
        Generations.skipTo(Generations.LAST, impostor.victim().connection().secretOf(side.peer()));
        for (int i = 1; i <= 3; i++) {
            impostor.say(new KeyUpdate(false));
            impostor.say(ContentType.APPLICATION_DATA, DATA);
            assertThat(impostor.events()).contains(new Event.KeyUpdated(side.peer(), Generations.LAST + i, false));
        }
        assertThat(impostor.victim().received()).isEqualTo(DATA.then(DATA).then(DATA));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void theLastKeyServesToItsLimitAndThenTheConnectionEnds(Side side) {
        //= R5.5-1
        Impostor impostor = withLastKey(side);
        TlsConnection connection = impostor.victim().connection();
        ByteBuffer wire = ByteBuffer.allocate(1 << 17);
        ByteBuffer data = ByteBuffer.wrap(new byte[5 * (1 << 14)]);
        assertThat(connection.seal(data, wire)).as("three records").isEqualTo(3 * (1 << 14));
        assertThat(impostor.open(Bytes.of(wire.flip()))).hasSize(3);

        wire.clear();
        TlsException failure = Assertions.catchThrowableOfType(TlsException.class, () -> connection.seal(data, wire));
        assertThat(failure.violation()).contains(Violation.KEY_USAGE_EXCEEDED);
        assertThat(wire.position()).isZero();
        assertThat(impostor.listen())
                .containsExactly(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.INTERNAL_ERROR).encode()));
        assertThat(impostor.events())
                .filteredOn(event -> event instanceof Event.Failed)
                .hasSize(1);
        assertThat(connection.isWritable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void theLastRecordOfTheLastKeyIsForGoodbye(Side side) {
        //= R5.5-1
        Impostor impostor = withLastKey(side);
        for (int i = 0; i < 3; i++) {
            data(impostor);
        }
        impostor.victim().connection().closeWrite();
        assertThat(impostor.listen()).containsExactly(new Said(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode()));
        assertThat(impostor.victim().failure()).isEmpty();
    }

    @Test
    void handshakeMessagesUseKeysUpAsWellAndRenewThem() {
        //= R5.5-1
        Limits limits = Limits.DEFAULT.withRecordsPerKey(4);
        Relay relay = new Relay(
                        Scenario.CLIENT_ASKED
                                .client()
                                .postHandshakeAuthentication(true)
                                .limits(limits),
                        Scenario.PLAIN.server().clientVerifier(Lab.verifier()).limits(limits))
                .run();
        TlsConnection server = relay.to(Side.SERVER).victim().connection();
        for (int i = 0; i < 20; i++) {
            server.requestClientCertificate(ClientAuthentication.NEED);
            relay.listen();
            relay.run();
        }
        for (Side side : Side.values()) {
            assertThat(updates(relay.to(side))).isGreaterThan(5);
            assertThat(relay.to(side).victim().isEstablished()).isTrue();
        }
        assertThat(server.facts().orElseThrow().clientAuthenticated()).isTrue();
    }

    @Test
    void handshakeMessagesUnderASpentLastKeyEndTheConnection() {
        //= R5.5-1
        Limits limits = Limits.DEFAULT.withRecordsPerKey(4);
        Relay relay = new Relay(
                        Scenario.CLIENT_ASKED.client().postHandshakeAuthentication(true),
                        Scenario.PLAIN.server().clientVerifier(Lab.verifier()).limits(limits))
                .run();
        Impostor server = relay.to(Side.SERVER);
        moveToLastKey(server, Side.SERVER);
        for (int i = 0; i < 3; i++) {
            data(server);
        }
        server.victim().connection().requestClientCertificate(ClientAuthentication.NEED);
        TlsException failure = Assertions.catchThrowableOfType(
                TlsException.class, () -> server.victim().take());
        assertThat(failure.violation()).contains(Violation.KEY_USAGE_EXCEEDED);
        assertThat(server.listen())
                .containsExactly(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.INTERNAL_ERROR).encode()));
    }

    private static Relay established(KeyLifetime lifetime) {
        return new Relay(
                        Scenario.PLAIN.client().updateKeysEvery(lifetime),
                        Scenario.PLAIN.server().updateKeysEvery(lifetime))
                .run();
    }

    private static Impostor connected(Side side) {
        return Scenario.PLAIN.relay().run().to(side);
    }

    /** Before a victim that sends under its last key, which has been used for nothing yet and may protect four records. */
    private static Impostor withLastKey(Side side) {
        Limits limits = Limits.DEFAULT.withRecordsPerKey(4);
        Relay relay = new Relay(
                        Scenario.PLAIN.client().limits(limits),
                        Scenario.PLAIN.server().limits(limits))
                .run();
        moveToLastKey(relay.to(side), side);
        return relay.to(side);
    }

    private static void moveToLastKey(Impostor impostor, Side side) {
        TlsConnection connection = impostor.victim().connection();
        Generations.skipTo(Generations.LAST - 1, connection.secretOf(side));
        connection.updateKeys(false);
        assertThat(impostor.listen()).containsExactly(UPDATE);
    }

    /** What comes out of what {@code impostor}'s victim seals. */
    private static Bytes data(Impostor impostor) {
        return impostor.open(impostor.victim().seal(DATA)).getLast().content();
    }

    /** How often the victim has updated the key that it sends under. */
    private static long updates(Impostor impostor) {
        Side side = impostor.victim().connection().side();
        return impostor.events().stream()
                .filter(event -> event instanceof Event.KeyUpdated updated && updated.sender() == side)
                .count();
    }

    private static Said said(KeyUpdate update) {
        return new Said(ContentType.HANDSHAKE, HandshakeCodec.encode(update));
    }

    private static End end(Pair pair, Side side) {
        return side == Side.CLIENT ? pair.client() : pair.server();
    }

    private static void assertFailed(End end, Violation violation) {
        assertThat(end.failure().orElseThrow().violation()).contains(violation);
    }
}
