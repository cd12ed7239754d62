// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.KeyLog;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Timeline;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Real handshakes as the screens and NDJSON show them; both ends are ours. */
class RealConnectionTest {
    private static final Attempt CLIENT = Attempt.toServer("shop.lab:443", "limpid connect shop.lab:443");
    private static final Attempt SERVER = Attempt.fromClient("127.0.0.1:51234");

    private final Recording atClient = Recording.withRecords();
    private final Recording atServer = Recording.withRecords();

    @Test
    void bothEndsHoldTheSameSecrets() {
        goodbye(connect(Lab.client().build(), Lab.server().build(), Lab.NAME, Observer.NONE));

        KeyComparison comparison = KeyComparison.of(client().keys(), server().keys());
        assertThat(comparison.allSame()).isTrue();
        assertThat(comparison.count(KeyComparison.Result.SAME))
                .isEqualTo(comparison.rows().size())
                .isEqualTo(20);
        assertThat(Diagnosis.of(client()).first().code()).isEqualTo("OK");
        assertThat(Diagnosis.of(server()).first().code()).isEqualTo("OK");
    }

    @Test
    void theStoryHasEveryStepOfTheHandshake() {
        connect(Lab.client().build(), Lab.server().build(), Lab.NAME, Observer.NONE);

        for (Story story : List.of(client(), server())) {
            String screen = StoryScreenTest.screen(Look.plain(100), Detail.STORY.withArticleSteps(), story);
            for (int step = 2; step <= 12; step++) {
                String tag = "  [" + step + "]";
                assertThat(screen.lines()).as("step %d", step).anyMatch(line -> line.startsWith(tag));
            }
        }
    }

    @Test
    void aHelloRetryRequestIsNamedWithItsCost() {
        connect(
                Lab.client().keyShares(List.of(NamedGroup.X25519)).build(),
                Lab.server().groups(List.of(NamedGroup.SECP256R1)).build(),
                Lab.NAME,
                Observer.NONE);

        assertThat(StoryScreenTest.screen(Look.plain(100), Detail.STORY, client()))
                .contains(
                        "HelloRetryRequest",
                        "wants a share for secp256r1",
                        "cost one round trip",
                        "full handshake, one retry");
    }

    @Test
    void valuesThatMeanNothingAreNoOfferAndAreNamedAmongTheReasons() {
        connect(
                Lab.client()
                        .groups(List.of(NamedGroup.X25519))
                        .alpn(List.of("h2", "http/1.1"))
                        .build(),
                Lab.server().alpn(List.of("h2")).build(),
                Lab.NAME,
                Observer.NONE);

        assertThat(StoryScreenTest.screen(Look.plain(100), Detail.STORY, server()))
                .contains("ALPN h2 http/1.1 · groups x25519★ (★ key share sent)")
                .doesNotContain("GREASE");
        assertThat(StoryScreenTest.screen(Look.plain(100), Detail.STORY.verbosity(2), server()))
                .containsPattern("versions GREASE \\(0x.a.a\\) TLS 1.3 · suites GREASE \\(0x.a.a\\)");
    }

    @Test
    void aWrongNameIsExplainedAtBothEnds() {
        connect(Lab.client().build(), Lab.server().build(), ServerName.of("other.lab"), Observer.NONE);

        assertThat(Diagnosis.of(client()).first().code()).isEqualTo("CERT.NAME.MISMATCH");
        assertThat(Diagnosis.of(client()).exitCode()).isEqualTo(33);
        assertThat(Diagnosis.of(server()).verdicts()).extracting(v -> v.code()).contains("CERT.NAME.MISMATCH");
    }

    @Test
    void noCommonGroupIsExplainedAtBothEnds() {
        connect(
                Lab.client().groups(List.of(NamedGroup.X25519)).build(),
                Lab.server().groups(List.of(NamedGroup.SECP384R1)).build(),
                Lab.NAME,
                Observer.NONE);

        assertThat(Diagnosis.of(server()).first().code()).isEqualTo("NEG.GROUP.NONE");
        assertThat(Diagnosis.of(server()).first().what()).first().asString().contains("The client offered x25519.");
        assertThat(Diagnosis.of(client()).first().code()).isEqualTo("ALERT.HANDSHAKE_FAILURE");
        assertThat(Diagnosis.of(client()).alternatives())
                .extracting(v -> v.code())
                .contains("NEG.GROUP.NONE");
    }

    @Test
    void noOutputHoldsASecretEvenThoughTheConnectionOpensThem() {
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        Set<String> secrets = new TreeSet<>();
        Observer thief = (nanos, event) -> {
            if (event instanceof Event.SecretDerived e) {
                secrets.add(HexFormat.of().formatHex(e.secret().reveal(access)));
            }
        };
        StringBuilder ndjson = new StringBuilder();
        Observer lines = new Ndjson(ndjson, "test").connectionWithRecords("1", Side.CLIENT);
        goodbye(connect(
                Lab.client().secretAccess(access).build(),
                Lab.server().secretAccess(access).build(),
                Lab.NAME,
                thief.and(lines)));

        assertThat(secrets).hasSizeGreaterThanOrEqualTo(20);
        Detail all = new Detail(2, Detail.Manner.ARTICLE, true, true);
        String everything = ndjson
                + StoryScreenTest.screen(Look.plain(100), all, client())
                + StoryScreenTest.screen(Look.plain(100), all, server())
                + Timeline.of(client().events())
                + client();
        // a screen may break a long value into lines
        String joined = everything + everything.replaceAll("[\\s│|]", "");
        assertThat(secrets).allSatisfy(secret -> assertThat(joined).doesNotContain(secret));
    }

    @Test
    void theKeyLogOfBothEndsIsTheSame() {
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        StringBuilder clientLog = new StringBuilder();
        StringBuilder serverLog = new StringBuilder();
        new Pair(
                        Lab.client().secretAccess(access).build(),
                        Lab.server().secretAccess(access).build(),
                        Lab.NAME,
                        KeyLog.to(clientLog, access).withExporterSecrets().connection(),
                        KeyLog.to(serverLog, access).withExporterSecrets().connection())
                .handshake();

        assertThat(clientLog.toString().lines()).hasSize(5);
        assertThat(serverLog.toString().lines())
                .containsExactlyInAnyOrderElementsOf(
                        clientLog.toString().lines().toList());
    }

    private Pair connect(ClientConfig client, ServerConfig server, ServerName name, Observer also) {
        return new Pair(client, server, name, atClient.and(also), atServer).run();
    }

    private static void goodbye(Pair pair) {
        pair.client().connection().closeWrite();
        pair.server().connection().closeWrite();
        pair.run();
    }

    private Story client() {
        return atClient.story(CLIENT);
    }

    private Story server() {
        return atServer.story(SERVER);
    }
}
