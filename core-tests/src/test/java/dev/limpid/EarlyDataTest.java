// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.ResumptionTest.facts;
import static dev.limpid.ResumptionTest.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.Limits;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.ReplayGuard;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Early data, 0-RTT (sections 2.3, 4.3.10, 4.6 and 8). */
class EarlyDataTest {
    private static final Bytes QUESTION = Bytes.ofUtf8("GET /once-or-twice");
    private static final Bytes MORE = Bytes.ofUtf8(", and more");

    private final Acquaintance lab = Acquaintance.inTheLab().withEarlyData();

    @Test
    void reachesTheServerBeforeTheHandshakeIsComplete() {
        Pair pair = lab.next();
        pair.server().receive(early(pair.client(), QUESTION));

        assertThat(pair.server().received()).isEqualTo(QUESTION);
        //= RF.5-4
        assertThat(pair.server().connection().readEpoch()).isEqualTo(Epoch.EARLY_DATA);
        assertThat(pair.server().connection().step()).isInstanceOf(Step.NeedsInput.class);
        assertThat(pair.server().connection().earlyDataAccepted()).contains(true);

        pair.handshake();
        assertThat(pair.client().connection().earlyDataAccepted()).contains(true);
        assertThat(reason(pair.server()))
                .contains("its ticket is fresh, and this ClientHello comes for the first time");
        pair.server().receive(pair.client().seal(MORE));
        assertThat(pair.server().received()).isEqualTo(QUESTION.then(MORE));
        assertThat(pair.server().connection().readEpoch()).isEqualTo(Epoch.APPLICATION);
    }

    @Test
    void isOfferedWithAKey() {
        //= R4.3.10-1
        ClientHello hello = ResumptionTest.said(lab.next().client(), ClientHello.class);
        assertThat(hello.extensions().contains(ExtensionType.EARLY_DATA)).isTrue();
        assertThat(hello.extensions().contains(ExtensionType.PRE_SHARED_KEY)).isTrue();
    }

    @Test
    void isRememberedByTheBinderThatWasVerified() {
        //= R8.2-2
        List<Bytes> asked = new ArrayList<>();
        lab.client().externalPsks(List.of(ExternalPskTest.key("anna", 1)));
        lab.server().earlyData(EarlyDataPolicy.of(1000, (binder, window, now) -> {
            asked.add(binder);
            return ReplayGuard.Answer.ADMITTED;
        }));
        Pair pair = lab.next();
        pair.server().receive(early(pair.client(), QUESTION));
        List<Bytes> binders = ResumptionTest.said(pair.client(), ClientHello.class)
                .extensions()
                .find(PreSharedKey.ClientHello.class)
                .orElseThrow()
                .binders();
        assertThat(binders).hasSize(2);
        assertThat(asked).containsExactly(binders.getFirst());
    }

    @Test
    void itsAnswerMayBeTheServersLastWord() {
        Pair pair = lab.next();
        pair.server().receive(early(pair.client(), QUESTION));
        Bytes answer = pair.server().seal(QUESTION);
        pair.server().connection().closeWrite();
        pair.client().receive(answer.then(pair.server().take()));
        assertThat(pair.client().received()).isEqualTo(QUESTION);
        assertThat(pair.client().connection().isReadClosed()).isTrue();
        assertThat(ResumptionTest.events(pair.server(), Event.AlertSeen.class))
                .extracting(seen -> seen.alert().description())
                .containsExactly(AlertDescription.CLOSE_NOTIFY);

        pair.server().receive(pair.client().take());
        pair.server().receive(pair.client().seal(MORE));
        assertThat(pair.server().received()).isEqualTo(QUESTION.then(MORE));
        // The client's Finished calls for tickets, but nothing comes after close_notify
        assertThat(pair.server().take()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void streamsUntilTheServersFinished() {
        //= R4.3.11.3-1
        //= R4.6-1
        Pair pair = lab.next();
        pair.server().receive(early(pair.client(), QUESTION));
        Bytes flight = pair.server().take();
        pair.server().receive(early(pair.client(), MORE));
        assertThat(pair.server().received()).isEqualTo(QUESTION.then(MORE));
        pair.client().receive(flight);
        assertThat(early(pair.client(), MORE)).isNotEqualTo(Bytes.EMPTY);
        assertThat(pair.client().connection().earlyDataRoom()).isZero();
        assertThat(messages(pair.client())).contains("end_of_early_data");
    }

    @Test
    void isAnsweredBeforeTheClientsFinished() {
        Pair pair = lab.next();
        pair.server().receive(early(pair.client(), QUESTION));
        Bytes answer = Bytes.ofUtf8("here you are");
        pair.client().receive(pair.server().seal(answer));
        assertThat(pair.client().received()).isEqualTo(answer);
        pair.handshake();
    }

    @Test
    void isOffUnlessBothWantIt() {
        //= RF.5-3
        Acquaintance plain = Acquaintance.inTheLab();
        Pair pair = plain.next();
        assertThat(pair.client().connection().earlyDataRoom()).isZero();
        pair.server().receive(early(pair.client(), QUESTION));
        assertThat(pair.server().received()).isEqualTo(Bytes.EMPTY);
        assertThat(pair.handshake().client().connection().earlyDataAccepted()).isEmpty();
        assertThat(messages(pair.client())).doesNotContain("end_of_early_data");

        plain.client().earlyData(true);
        Pair withoutTheServer = plain.pair();
        assertThat(withoutTheServer.client().connection().earlyDataRoom()).isZero();
    }

    @Test
    void goesOnWithoutAnyIfTheClientHasNothingToSay() {
        Pair pair = lab.next().handshake();
        assertThat(pair.client().connection().earlyDataAccepted()).contains(true);
        assertThat(pair.server().received()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void neverSendsMoreThanTheTicketAllows() {
        Pair pair = lab.next();
        assertThat(pair.client().connection().earlyDataRoom()).isEqualTo(Acquaintance.EARLY_DATA);
        ByteBuffer tooMuch = ByteBuffer.allocate((int) Acquaintance.EARLY_DATA + 1);
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        assertThat(pair.client().connection().sealEarly(tooMuch, wire)).isEqualTo((int) Acquaintance.EARLY_DATA);
        assertThat(pair.client().connection().sealEarly(tooMuch, wire)).isZero();
        pair.server().receive(Bytes.of(wire.flip()));
        pair.handshake();
        assertThat(pair.server().received().length()).isEqualTo((int) Acquaintance.EARLY_DATA);
    }

    @Test
    void stopsBeforeTheKeysLimit() {
        //= R5.5-1
        lab.client().limits(Limits.DEFAULT.withRecordsPerKey(4));
        Pair pair = lab.next();
        for (int i = 0; i < 10; i++) {
            pair.server().receive(early(pair.client(), Bytes.ofUtf8("x")));
        }
        assertThat(pair.server().received().length()).isEqualTo(2);
        pair.handshake();
    }

    @Test
    void isNotTakenTwice() {
        //= R8-3
        //= R8.2-1
        Pair pair = lab.next();
        Bytes flight = early(pair.client(), QUESTION);
        pair.server().receive(flight);
        assertThat(pair.server().received()).isEqualTo(QUESTION);

        End again = lab.pair().server();
        again.receive(flight);
        assertThat(again.received()).isEqualTo(Bytes.EMPTY);
        assertThat(again.failure()).isEmpty();
        assertThat(again.connection().earlyDataAccepted()).contains(false);
        assertThat(reason(again)).contains("this ClientHello came before: a replay");
    }

    @Test
    void isNotTakenByAServerThatHasJustStarted() {
        //= R8.2-3
        lab.server().earlyData(EarlyDataPolicy.of(1000, new RecentBinders(10, FixedTime.NOON.now())));
        assertRejected(lab.next(), "whether this ClientHello came before cannot be told");
    }

    @Test
    void isNotTakenLate() {
        //= R4.3.10-3
        //= R4.3.10-4
        lab.pair().handshake();
        Bytes flight = early(lab.pair().client(), QUESTION);
        FixedTime later = new FixedTime(FixedTime.NOON.now().plus(Duration.ofSeconds(11)));
        End server = new End(TlsConnection.server(dev.limpid.config.ServerConfig.builder(
                        Lab.CRYPTO, later, lab.server().build().credentials())
                .tickets(lab.server().build().tickets())
                .earlyData(lab.server().build().earlyData().orElseThrow())
                .build()));
        server.receive(flight);
        assertThat(server.received()).isEqualTo(Bytes.EMPTY);
        assertThat(isResumed(server)).isTrue();
        assertThat(reason(server)).contains("the age of its ticket says that it was not sent just now");
    }

    @Test
    void isSkippedByTrialWhereTheServerWantsNone() {
        //= R4.3.10-5
        //= R4.3.10-10
        lab.pair().handshake();
        Acquaintance none = lab;
        Pair pair = new Pair(
                none.client().build(),
                Lab.server().tickets(none.server().build().tickets()).build());
        assertRejected(pair, "this server takes none");
        assertThat(facts(pair.server()).resumed()).isTrue();
    }

    @Test
    void isSkippedByTrialInAFullHandshake() {
        lab.pair().handshake();
        Pair pair = new Pair(lab.client().build(), Lab.server().build());
        assertRejected(pair, "this server takes none");
        assertThat(facts(pair.server()).resumed()).isFalse();
    }

    @Test
    void isSkippedByTypeAfterAHelloRetryRequest() {
        //= R4.3.10-6
        lab.pair().handshake();
        lab.server().alwaysRetry(true);
        Pair pair = lab.pair();
        assertRejected(pair, "a HelloRetryRequest came between");
        assertThat(facts(pair.server()).retried()).isTrue();
        assertThat(facts(pair.server()).resumed()).isTrue();
    }

    @Test
    void isSkippedAfterAHelloRetryRequestForAGroup() {
        lab.client().groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)).keyShares(List.of(NamedGroup.X25519));
        lab.pair().handshake();
        lab.server().groups(List.of(NamedGroup.SECP256R1));
        assertRejected(lab.pair(), "a HelloRetryRequest came between");
    }

    @Test
    void isNotTakenUnderAnotherSuite() {
        //= R4.3.10-8
        lab.client().cipherSuites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
        lab.pair().handshake();
        lab.client().cipherSuites(Lab.CRYPTO.cipherSuites());
        assertRejected(
                lab.pair(),
                "another cipher suite was selected: TLS_AES_128_GCM_SHA256 instead of TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void isNotTakenUnderAnotherKeyThanTheFirst() {
        //= R4.3.10-2
        //= R4.3.10-7
        Relay relay = Scenario.secondKeySelected().run();
        assertThat(relay.to(dev.limpid.observe.Side.CLIENT)
                        .victim()
                        .connection()
                        .earlyDataAccepted())
                .contains(false);
        assertThat(relay.to(dev.limpid.observe.Side.CLIENT).victim().isEstablished())
                .isTrue();
    }

    @Test
    void tooMuchOfItIsNotSkippedEither() {
        lab.server()
                .earlyData(EarlyDataPolicy.of(
                        100_000, new RecentBinders(10, FixedTime.NOON.now().minus(Duration.ofDays(1)))));
        lab.pair().handshake();
        Pair pair = new Pair(lab.client().build(), Lab.server().build());
        pair.server().receive(early(pair.client(), Bytes.wrap(new byte[16_384])));
        assertThat(pair.server().failure()).isEmpty();
        pair.server().receive(early(pair.client(), Bytes.wrap(new byte[1])));
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.TOO_MUCH_EARLY_DATA);
    }

    @Test
    void exportsTheSameEarlyKeysOnBothSides() {
        Pair pair = lab.next();
        byte[] ours = pair.client().connection().exportEarlyKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32);
        pair.server().receive(early(pair.client(), QUESTION));
        assertThat(pair.server().connection().exportEarlyKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32))
                .isEqualTo(ours);
        assertThatIllegalStateException()
                .isThrownBy(() -> Pair.established()
                        .client()
                        .connection()
                        .exportEarlyKeyingMaterial("EXPORTER-test", Bytes.EMPTY, 32));
    }

    @Test
    void survivesAnyCutOfTheStream() {
        Pair pair = lab.next();
        Bytes flight = early(pair.client(), QUESTION);
        for (int i = 0; i < flight.length(); i++) {
            pair.server().receive(flight.slice(i, 1));
        }
        assertThat(pair.server().received()).isEqualTo(QUESTION);
        pair.handshake();
    }

    /** The handshake goes on, the data is lost, and both ends know it. */
    private static void assertRejected(Pair pair, String reason) {
        //= R4.3.10-14
        //= R4.3.10-15
        //= R4.6-2
        pair.server().receive(early(pair.client(), QUESTION));
        pair.handshake();
        assertThat(pair.server().received()).isEqualTo(Bytes.EMPTY);
        assertThat(reason(pair.server())).contains(reason);
        for (End end : List.of(pair.client(), pair.server())) {
            assertThat(end.connection().earlyDataAccepted()).contains(false);
        }
        assertThat(messages(pair.client())).doesNotContain("end_of_early_data");
        pair.server().receive(pair.client().seal(MORE));
        assertThat(pair.server().received()).isEqualTo(MORE);
    }

    /** What is pending at the client, and {@code data} sealed as early data as far as that goes. */
    private static Bytes early(End client, Bytes data) {
        ByteBuffer wire = ByteBuffer.allocate(2 * TlsConnection.RECORD_BUFFER);
        client.connection().sealEarly(data.toBuffer(), wire);
        return Bytes.of(wire.flip());
    }

    private static boolean isResumed(End server) {
        return server.connection().report().entries().stream()
                .map(HandshakeReport.Entry::event)
                .anyMatch(event -> event instanceof Event.PskAccepted accepted && accepted.resumed());
    }

    private static List<String> messages(End end) {
        return ResumptionTest.events(end, Event.MessageSeen.class).stream()
                .map(seen -> seen.message().type().toString())
                .toList();
    }
}
