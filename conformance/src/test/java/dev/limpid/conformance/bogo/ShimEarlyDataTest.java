// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.observe.TimeSource;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ticket allows to be said before the handshake. */
class ShimEarlyDataTest {
    private static final String HELLO = "hello";

    @TempDir
    Path folder;

    private final Acquainted known = new Acquainted();

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    private static List<String> earlyClient(String... more) {
        List<String> flags = new ArrayList<>(List.of(
                "-resume-count",
                "1",
                "-enable-early-data",
                "-on-initial-expect-ticket-supports-early-data",
                "-on-resume-shim-writes-first"));
        flags.addAll(List.of(more));
        return flags;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async", "-read-with-unfinished-write"})
    void aClientGreetsEarly(String mode) {
        List<String> flags = new ArrayList<>(Acquainted.with(
                earlyClient(
                        "-on-resume-expect-accept-early-data",
                        "-on-resume-expect-ticket-supports-early-data",
                        "-on-resume-expect-early-data-reason",
                        "accept"),
                mode));
        if (mode.startsWith("-read")) {
            flags.add("-on-resume" + mode);
        }

        MiniRunner.run(
                        flags,
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = Peers.server(shim, known.earlyServer());
                            assertThat(peer.hear(HELLO.length())).asString().isEqualTo(HELLO);
                            assertThat(peer.tls().facts()).isEmpty();
                            peer.handshake().exchange("second").close();
                        })
                .passed();
    }

    @Test
    void whatDoesNotFitIntoEarlyDataFollowsIt() {
        MiniRunner.run(
                        earlyClient(
                                "-on-resume-expect-accept-early-data",
                                "-on-resume-expect-ticket-supports-early-data",
                                "-repeat-shim-initial-write",
                                "300"),
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = Peers.server(shim, known.earlyServer());
                            peer.hear(1000);
                            peer.handshake().hear(500);
                            peer.exchange("second").close();
                        })
                .passed();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void earlyDataWaitsForAMessage(int type) {
        MiniRunner.run(
                        earlyClient(
                                "-async",
                                "-on-resume-early-write-after-message",
                                "" + type,
                                "-on-resume-expect-ticket-supports-early-data",
                                "-on-resume-expect-accept-early-data"),
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = Peers.server(shim, known.earlyServer());
                            while (!peer.tls().hasOutput()) {
                                peer.hearSome();
                            }
                            peer.flush();
                            assertThat(peer.hear(HELLO.length())).asString().isEqualTo(HELLO);
                            peer.handshake().exchange("second").close();
                        })
                .passed();
    }

    @Test
    void whatWasRejectedIsSaidAgainByTheRulesForIt() {
        MiniRunner.run(
                        earlyClient(
                                "-on-resume-expect-reject-early-data",
                                "-on-retry-shim-writes-first",
                                "-on-retry-shim-initial-write",
                                "once more",
                                "-on-retry-expect-early-data-reason",
                                "peer_declined"),
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = Peers.server(shim, known.server()).handshake();
                            assertThat(peer.hear(9)).asString().isEqualTo("once more");
                            peer.exchange("second").close();
                        })
                .passed();
    }

    @Test
    void aHelloRetryRequestRejectsEarlyData() {
        ServerConfig p384 = known.earlyServer().toBuilder()
                .groups(List.of(NamedGroup.SECP384R1))
                .build();

        MiniRunner.run(
                        earlyClient(
                                "-on-resume-expect-reject-early-data",
                                "-on-retry-expect-ticket-supports-early-data",
                                "-on-retry-expect-early-data-reason",
                                "hello_retry_request"),
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> Peers.server(shim, p384)
                                .handshake()
                                .exchange("second")
                                .close())
                .passed();
    }

    @Test
    void nothingIsExportedBeforeTheHandshake() {
        MiniRunner.run(
                        earlyClient("-on-resume-export-keying-material", "16"),
                        shim -> Peers.server(shim, known.earlyServer())
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            var _ = Assertions.catchThrowableOfType(
                                    TlsException.class,
                                    () -> Peers.server(shim, known.earlyServer())
                                            .handshake());
                        })
                .failedWith(":HANDSHAKE_NOT_COMPLETE:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aServerAnswersEarlyDataBeforeTheHandshakeIsComplete(String mode) {
        MiniRunner.run(
                        Acquainted.with(
                                server(
                                        "-resume-count",
                                        "1",
                                        "-enable-early-data",
                                        "-on-resume-expect-accept-early-data",
                                        "-on-resume-expect-early-data-reason",
                                        "accept"),
                                mode),
                        known::first,
                        shim -> {
                            RunnerPeer peer = Peers.client(shim, known.client()).sayEarly("early");
                            assertThat(peer.flush().hear(5)).isEqualTo(RunnerPeer.inverted("early"));
                            peer.handshake().exchange("late").close();
                        })
                .passed();
    }

    @Test
    void aServerTakesNoEarlyDataOfATicketWithAnotherAge() {
        TimeSource ahead = new TimeSource() {
            @Override
            public Instant now() {
                return LabPki.CLOCK.now().plusSeconds(100);
            }

            @Override
            public long nanoTime() {
                return LabPki.CLOCK.nanoTime();
            }
        };
        ClientConfig late = ClientConfig.builder(
                        Lab.CRYPTO, ahead, known.client().verifier())
                .sessionCache(known.client().sessionCache())
                .earlyData(true)
                .build();

        MiniRunner.run(
                        server(
                                "-resume-count",
                                "1",
                                "-resumption-delay",
                                "10",
                                "-enable-early-data",
                                "-on-resume-expect-reject-early-data",
                                "-on-resume-expect-ticket-age-skew",
                                "90",
                                "-on-resume-expect-early-data-reason",
                                "ticket_age_skew"),
                        known::first,
                        shim -> Peers.client(shim, late)
                                .sayEarly("early")
                                .handshake()
                                .exchange("late")
                                .close())
                .passed();
    }
}
