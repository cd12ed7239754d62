// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.observe.TimeSource;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.Psk;
import dev.limpid.session.PskImporter;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.Tickets;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection leaves to the next: tickets and early data; and keys that were there before. */
class ShimSessionsTest {
    private static final String HELLO = "hello";
    private static final Bytes KEY = Bytes.ofHex("41424344".repeat(8));
    private static final Bytes CONTEXT = Bytes.ofUtf8("context");
    private static final Bytes IDENTITY = Bytes.ofUtf8("identity");

    @TempDir
    Path folder;

    private final ServerConfig server = Peers.serverConfig()
            .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
            .build();
    private final ServerConfig earlyServer = server.toBuilder()
            .earlyData(EarlyDataPolicy.of(1000, (uniqueness, window, now) -> ReplayGuard.Answer.ADMITTED))
            .build();
    private final ClientConfig client = Peers.clientConfig()
            .sessionCache(BoundedSessionCache.standard())
            .earlyData(true)
            .build();

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    private static List<String> with(List<String> flags, String mode) {
        List<String> all = new ArrayList<>(flags);
        if (mode.equals("-async")) {
            all.add(mode);
        }
        return all;
    }

    private static RunnerPeer asServer(Socket shim, ServerConfig config) {
        return Peers.server(shim, config);
    }

    private void first(Socket shim) throws IOException {
        Peers.client(shim, client).handshake().exchange("first").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aClientResumesWithTheLastTicket(String mode) {
        MiniRunner.run(
                        with(flags("-resume-count", "2", "-verify-peer"), mode),
                        shim -> asServer(shim, server)
                                .handshake()
                                .exchange("first")
                                .close(),
                        this::resumed,
                        this::resumed)
                .passed();
    }

    private void resumed(Socket shim) throws IOException {
        RunnerPeer peer = asServer(shim, server).handshake().exchange("more");
        assertThat(peer.tls().facts().orElseThrow().resumed()).isTrue();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aServerResumes(String mode) {
        MiniRunner.run(
                        with(server("-resume-count", "1", "-expect-early-data-reason", "disabled"), mode),
                        this::first,
                        shim -> {
                            RunnerPeer peer =
                                    Peers.client(shim, client).handshake().exchange("second");
                            assertThat(peer.tls().facts().orElseThrow().resumed())
                                    .isTrue();
                            peer.close();
                        })
                .passed();
    }

    @Test
    void resumptionIsExpectedUnlessAFlagSaysOtherwise() {
        ServerConfig forgetful = server.toBuilder().tickets(Tickets.none()).build();

        MiniRunner.run(
                        flags("-resume-count", "1", "-on-resume-expect-session-miss", "-on-resume-expect-no-session"),
                        shim -> asServer(shim, server).handshake().exchange("1").close(),
                        shim -> asServer(shim, forgetful)
                                .handshake()
                                .exchange("2")
                                .close())
                .passed();
        MiniRunner.run(
                        flags("-resume-count", "1"),
                        shim -> asServer(shim, server).handshake().exchange("1").close(),
                        shim -> asServer(shim, forgetful).handshake())
                .broken("whether it is resumed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-no-ticket", "-skip-ticket"})
    void aServerThatIssuesNoTicketsResumesNothing(String flag) {
        MiniRunner.run(server("-resume-count", "1", flag, "-on-resume-expect-session-miss"), this::first, this::first)
                .passed();
    }

    @Test
    void aServerResumesUnderTheSuiteOfTheSessionOnly() {
        ClientConfig chacha = client.toBuilder()
                .cipherSuites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_128_GCM_SHA256))
                .build();
        ClientConfig aes = client.toBuilder()
                .cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256))
                .build();

        MiniRunner.run(
                        server("-resume-count", "1", "-on-resume-expect-session-miss"),
                        shim -> Peers.client(shim, aes)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer =
                                    Peers.client(shim, chacha).handshake().exchange("second");
                            assertThat(peer.tls().facts().orElseThrow().cipherSuite())
                                    .isEqualTo(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
                            peer.close();
                        })
                .passed();
    }

    @Test
    void aTicketWithoutEarlyDataIsNotOneWithIt() {
        MiniRunner.run(
                        flags("-expect-ticket-supports-early-data"),
                        shim -> asServer(shim, server).handshake().exchange("1").close())
                .broken("good for early data");
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
        List<String> flags = new ArrayList<>(with(
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
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = asServer(shim, earlyServer);
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
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = asServer(shim, earlyServer);
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
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = asServer(shim, earlyServer);
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
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer = asServer(shim, server).handshake();
                            assertThat(peer.hear(9)).asString().isEqualTo("once more");
                            peer.exchange("second").close();
                        })
                .passed();
    }

    @Test
    void aHelloRetryRequestRejectsEarlyData() {
        ServerConfig p384 =
                earlyServer.toBuilder().groups(List.of(NamedGroup.SECP384R1)).build();

        MiniRunner.run(
                        earlyClient(
                                "-on-resume-expect-reject-early-data",
                                "-on-retry-expect-ticket-supports-early-data",
                                "-on-retry-expect-early-data-reason",
                                "hello_retry_request"),
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> asServer(shim, p384)
                                .handshake()
                                .exchange("second")
                                .close())
                .passed();
    }

    @Test
    void nothingIsExportedBeforeTheHandshake() {
        MiniRunner.run(
                        earlyClient("-on-resume-export-keying-material", "16"),
                        shim -> asServer(shim, earlyServer)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            var _ = Assertions.catchThrowableOfType(
                                    TlsException.class,
                                    () -> asServer(shim, earlyServer).handshake());
                        })
                .failedWith(":HANDSHAKE_NOT_COMPLETE:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aServerAnswersEarlyDataBeforeTheHandshakeIsComplete(String mode) {
        MiniRunner.run(
                        with(
                                server(
                                        "-resume-count",
                                        "1",
                                        "-enable-early-data",
                                        "-on-resume-expect-accept-early-data",
                                        "-on-resume-expect-early-data-reason",
                                        "accept"),
                                mode),
                        this::first,
                        shim -> {
                            RunnerPeer peer = Peers.client(shim, client).sayEarly("early");
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
        ClientConfig late = ClientConfig.builder(Lab.CRYPTO, ahead, client.verifier())
                .sessionCache(client.sessionCache())
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
                        this::first,
                        shim -> Peers.client(shim, late)
                                .sayEarly("early")
                                .handshake()
                                .exchange("late")
                                .close())
                .passed();
    }

    private static List<String> key(String hash) {
        return List.of(
                "-new-psk-credential",
                "-psk-importer-key",
                base64(KEY),
                "-psk-importer-identity",
                base64(IDENTITY),
                "-psk-importer-context",
                base64(CONTEXT),
                "-psk-importer-" + hash,
                "-expect-selected-credential",
                "0");
    }

    private static List<ExternalPsk> imported(HashAlgorithm hash) {
        return new PskImporter(Lab.CRYPTO)
                .imported(
                        ExternalPsk.of(IDENTITY, Psk.of(KEY.toArray()), hash),
                        CONTEXT,
                        List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384));
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384"})
    void aClientUsesAnImportedKey(String hash) {
        ServerConfig keyed = server.toBuilder()
                .externalPsks(ExternalPsks.of(imported(HashAlgorithm.valueOf(hash.toUpperCase(java.util.Locale.ROOT)))))
                .build();

        MiniRunner.run(
                        key(hash),
                        shim -> asServer(shim, keyed)
                                .handshake()
                                .exchange("a key")
                                .close())
                .passed();
    }

    @Test
    void aClientWithAKeyTakesNoCertificateInstead() {
        MiniRunner.run(key("sha256"), shim -> {
                    var _ = Assertions.catchThrowableOfType(
                            TlsException.class, () -> asServer(shim, server).handshake());
                })
                .failedWith(":PSK_NOT_SELECTED:");
    }

    @Test
    void aServerUsesAnImportedKey() {
        ClientConfig keyed =
                client.toBuilder().externalPsks(imported(HashAlgorithm.SHA256)).build();
        List<String> flags = new ArrayList<>(List.of("-server"));
        flags.addAll(key("sha256"));

        MiniRunner.run(
                        flags,
                        shim -> Peers.client(shim, keyed)
                                .handshake()
                                .exchange("a key")
                                .close())
                .passed();
    }
}
