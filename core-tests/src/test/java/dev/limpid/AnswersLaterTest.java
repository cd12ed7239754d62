// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Question;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.NamedGroup;
import dev.limpid.request.Request;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions that are answered when somebody has the answer: nothing blocks, nothing spins, nothing is taken for an answer. */
class AnswersLaterTest {
    private static final Set<Question> ALL = EnumSet.allOf(Question.class);

    static Stream<Arguments> asked() {
        return Stream.of(
                Arguments.of(Side.SERVER, Question.CONFIGURATION),
                Arguments.of(Side.SERVER, Question.CREDENTIALS),
                Arguments.of(Side.SERVER, Question.SIGNATURE),
                Arguments.of(Side.SERVER, Question.PEER),
                Arguments.of(Side.CLIENT, Question.PEER),
                Arguments.of(Side.CLIENT, Question.CREDENTIALS),
                Arguments.of(Side.CLIENT, Question.SIGNATURE));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void aHandshakeInWhichEverythingWaitsIsAHandshake(Scenario scenario) {
        List<Event> events = new ArrayList<>();
        Pair pair = pair(scenario, ALL, (nanos, event) -> events.add(event));
        answerAll(pair);
        assertThat(pair.client().isEstablished()).as(pair.client().describe()).isTrue();
        assertThat(pair.server().isEstablished()).as(pair.server().describe()).isTrue();
        assertThat(pair.server().connection().facts())
                .isEqualTo(pair.client().connection().facts());
        assertThat(events.stream().filter(event -> event instanceof Event.QuestionAsked))
                .hasSameSizeAs(events.stream()
                        .filter(event -> event instanceof Event.QuestionAnswered)
                        .toList())
                .contains(
                        new Event.QuestionAsked(Question.CONFIGURATION),
                        new Event.QuestionAsked(scenario == Scenario.KEYED ? Question.PSK : Question.SIGNATURE));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void nobodyIsAskedUnlessTheConfigurationWantsIt(Scenario scenario) {
        List<Event> events = new ArrayList<>();
        Pair pair = pair(scenario, Set.of(), (nanos, event) -> events.add(event));
        pair.handshake();
        assertThat(events).noneMatch(event -> event instanceof Event.QuestionAsked);
    }

    @ParameterizedTest
    @MethodSource("asked")
    void whatComesMeanwhileStaysWithTheCaller(Side side, Question question) {
        Pair pair = waiting(side, question);
        TlsConnection connection = end(pair, side).connection();
        ByteBuffer wire = HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("01")).toBuffer();
        for (int i = 0; i < 3; i++) {
            assertThat(connection.open(wire, ByteBuffer.allocate(100))).isZero();
            assertThat(wire.remaining()).isEqualTo(6);
            assertThat(connection.step()).isInstanceOf(Step.NeedsAnswer.class);
        }
        end(pair, side).take();
        assertThat(connection.hasOutput()).isFalse();
        assertThat(connection.isWritable()).isFalse();
        assertThat(connection.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("asked")
    void anAnswerCountsOnceAndOnlyForWhatWasAsked(Side side, Question question) {
        Pair pair = waiting(side, question);
        Pair other = waiting(side, question);
        TlsConnection connection = end(pair, side).connection();
        Request<?> request = request(connection);

        assertThatIllegalStateException()
                .isThrownBy(() -> connection.answer(request(end(other, side).connection())));
        assertThat(request(connection)).isSameAs(request);
        connection.answer(request);
        assertThatIllegalStateException().isThrownBy(() -> connection.answer(request));
        assertThatIllegalStateException()
                .isThrownBy(() -> connection.answerFailed(request, new IllegalStateException("late")));
        assertThat(connection.step()).isNotInstanceOf(Step.Closed.class);
        answerAll(pair);
        assertThat(end(pair, side).isEstablished()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("asked")
    void withoutAnAnswerTheHandshakeFails(Side side, Question question) {
        Pair pair = waiting(side, question);
        TlsConnection connection = end(pair, side).connection();
        connection.answerFailed(request(connection), new IllegalStateException("the token is gone, and a secret"));

        TlsException failure = end(pair, side).failure().orElseThrow();
        assertThat(failure.violation()).contains(Violation.INTERNAL_ERROR);
        assertThat(failure.getMessage()).doesNotContain("a secret");
        Pair.carry(end(pair, side), end(pair, side.peer()));
        assertThat(end(pair, side.peer()).failure().orElseThrow().peerAlert())
                .contains(Alert.of(AlertDescription.INTERNAL_ERROR));
        assertThat(connection.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("asked")
    void anAnswerAfterTheEndIsRefused(Side side, Question question) {
        Pair pair = waiting(side, question);
        TlsConnection connection = end(pair, side).connection();
        Request<?> request = request(connection);
        assertThatThrownBy(connection::endOfInput).isInstanceOf(TlsException.class);
        assertThatThrownBy(() -> connection.answer(request))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("without close_notify");
        assertThat(end(pair, side).take()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @MethodSource("asked")
    void thisSideMayGiveUpWhileSomebodyThinks(Side side, Question question) {
        Pair pair = waiting(side, question);
        TlsConnection connection = end(pair, side).connection();
        Request<?> request = request(connection);
        end(pair, side).take();
        connection.closeWrite();

        assertThat(connection.hasOutput()).isTrue();
        assertThat(connection.requests()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> connection.answer(request));
        end(pair, side).take();
        assertThat(connection.hasOutput()).isFalse();
    }

    @Test
    void aViolationForAnAnswerIsTheAlert() {
        Pair pair = waiting(Side.SERVER, Question.CONFIGURATION);
        TlsConnection server = pair.server().connection();
        server.answerFailed(request(server), new ViolationException(Violation.UNKNOWN_SERVER_NAME));
        Pair.carry(pair.server(), pair.client());
        assertThat(pair.client().failure().orElseThrow().peerAlert())
                .contains(Alert.of(AlertDescription.UNRECOGNIZED_NAME));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aRefusalThatComesLateIsARefusal(Side side) {
        Pair pair = waiting(side, Question.PEER);
        TlsConnection connection = end(pair, side).connection();
        Request.VerifyPeer request = (Request.VerifyPeer) request(connection);
        assertThatThrownBy(() -> connection.answer(
                        request,
                        new RejectedPeer(
                                Violation.ACCESS_DENIED,
                                "not you",
                                request.answer().facts())))
                .isInstanceOf(TlsException.class);
        assertThat(end(pair, side).failure().orElseThrow().violation()).contains(Violation.ACCESS_DENIED);
    }

    @Test
    void aServerWithoutACertificateForThisClientSaysSoLate() {
        Pair pair = waiting(Side.SERVER, Question.CREDENTIALS);
        TlsConnection server = pair.server().connection();
        Request.ChooseCredentials request = (Request.ChooseCredentials) request(server);
        assertThatThrownBy(() -> server.answer(
                        request, new CredentialChoice.NoCredential(CredentialChoice.Reason.NO_NAME_MATCH, List.of())))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("does not know the name");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aWrongSignatureIsNoticedByThePeer(Side side) {
        Pair pair = waiting(side, Question.SIGNATURE);
        TlsConnection connection = end(pair, side).connection();
        connection.answer((Request.Sign) request(connection), Bytes.ofHex("3006020101020101"));
        pair.run();
        assertThat(end(pair, side.peer()).failure().orElseThrow().violation()).contains(Violation.BAD_SIGNATURE);
    }

    /** Two thousand connections, a key that takes a quarter of a second to sign, and one thread for all of them. */
    @Test
    void aSlowTokenBlocksNoThread() throws InterruptedException {
        record Signed(Pair pair, TlsConnection connection, Request.Sign request, Bytes signature) {}
        int count = 2000;
        BlockingQueue<Signed> signed = new LinkedBlockingQueue<>();
        int mostWaiting = 0;
        int waiting = 0;
        try (ScheduledExecutorService token = Executors.newScheduledThreadPool(1)) {
            Deque<Pair> ready = trusting(count, Set.of(Question.SIGNATURE));
            int done = 0;
            while (done < count) {
                while (!ready.isEmpty()) {
                    Pair pair = ready.remove();
                    pair.run();
                    for (End end : List.of(pair.client(), pair.server())) {
                        TlsConnection connection = end.connection();
                        for (Request<?> request : connection.requests()) {
                            Request.Sign sign = (Request.Sign) request;
                            var _ = token.schedule(
                                    () -> signed.add(new Signed(pair, connection, sign, sign.answer())),
                                    250,
                                    TimeUnit.MILLISECONDS);
                            waiting++;
                        }
                    }
                    mostWaiting = Math.max(mostWaiting, waiting);
                    if (pair.client().isEstablished() && pair.server().isEstablished()) {
                        done++;
                    }
                }
                if (done < count) {
                    Signed next = signed.poll(30, TimeUnit.SECONDS);
                    assertThat(next).as("signed in time").isNotNull();
                    waiting--;
                    next.connection().answer(next.request(), next.signature());
                    ready.add(next.pair());
                }
            }
        }
        assertThat(mostWaiting).as("they waited together").isGreaterThan(count / 2);
        assertThat(waiting).isZero();
    }

    private static Pair pair(Scenario scenario, Set<Question> later, Observer observer) {
        return new Pair(
                scenario.client().answeredLater(later).build(),
                scenario.server().answeredLater(later).build(),
                Lab.NAME,
                observer,
                observer);
    }

    /** Pairs that ask for certificates and take any. */
    private static Deque<Pair> trusting(int count, Set<Question> later) {
        PeerVerifier any = claim -> VerifiedPeer.promise(
                new PathFacts(Optional.empty(), List.of(), Optional.empty(), "a test", List.of()), claim.chain());
        ClientConfig client = ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, any)
                .groups(List.of(NamedGroup.X25519))
                .credentials(Credentials.of(Lab.SHOP.credential()))
                .answeredLater(later)
                .build();
        ServerConfig server = Lab.server()
                .clientAuthentication(ClientAuthentication.NEED, any)
                .answeredLater(later)
                .build();
        return Stream.generate(() -> new Pair(client, server))
                .limit(count)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** A pair in which {@code side} waits for the answer to {@code question}. */
    private static Pair waiting(Side side, Question question) {
        Pair pair = new Pair(
                Scenario.CLIENT_ASKED
                        .client()
                        .answeredLater(side == Side.CLIENT ? Set.of(question) : Set.of())
                        .build(),
                Scenario.CLIENT_ASKED
                        .server()
                        .answeredLater(side == Side.SERVER ? Set.of(question) : Set.of())
                        .build());
        pair.run();
        assertThat(request(end(pair, side).connection()).question()).isEqualTo(question);
        return pair;
    }

    private static void answerAll(Pair pair) {
        boolean moved = true;
        while (moved) {
            pair.run();
            moved = answerOne(pair.client());
            moved |= answerOne(pair.server());
        }
    }

    private static boolean answerOne(End end) {
        if (!(end.connection().step() instanceof Step.NeedsAnswer(Request<?> request))) {
            return false;
        }
        end.connection().answer(request);
        end.resume();
        return true;
    }

    private static Request<?> request(TlsConnection connection) {
        return connection.requests().getFirst();
    }

    private static End end(Pair pair, Side side) {
        return side == Side.CLIENT ? pair.client() : pair.server();
    }
}
