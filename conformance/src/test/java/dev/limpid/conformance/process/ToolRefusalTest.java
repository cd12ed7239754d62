// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom programs and we accept and refuse, and the alerts that tell it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolRefusalTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final TestCertificate UNKNOWN = LabPki.unknown();
    private static final TestCertificate OTHER = LabPki.other();
    private static final TestCertificate EXPIRED = LabPki.expired();
    private static final int REFUSALS = 10;

    private Programs programs;

    @BeforeAll
    void findPrograms(@TempDir Path folder) {
        programs = new Programs(folder);
    }

    @AfterAll
    void stopServers() {
        programs.close();
    }

    @ParameterizedTest
    @EnumSource
    void theirServerAcceptsOurCertificate(Program program) throws IOException {
        ToolPeer peer = programs.find(program);
        ClientConfig config =
                LabPki.client().credentials(Credentials.of(SHOP.credential())).build();
        try (ToolServer server = peer.startServer(demanding(peer))) {
            assertThat(Visits.speak(peer, config, server).clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void ourServerAcceptsTheirCertificate(Program program) {
        ToolPeer peer = programs.find(program);
        for (SignatureScheme scheme : peer.schemes()) {
            ConnectionFacts facts = Visits.converse(
                    peer, demandingConfig(), Visits.settings(peer).certificate(LabPki.leaf(scheme)));
            assertThat(facts.clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseAnUnknownAuthority(Program program) {
        ToolPeer peer = programs.find(program);
        weRefuse(peer, programs.server(program, UNKNOWN), Topic.UNKNOWN_CA, AlertDescription.UNKNOWN_CA);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseAnotherName(Program program) {
        ToolPeer peer = programs.find(program);
        weRefuse(peer, programs.server(program, OTHER), Topic.WRONG_NAME, AlertDescription.BAD_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseAnExpiredCertificate(Program program) {
        ToolPeer peer = programs.find(program);
        weRefuse(peer, programs.server(program, EXPIRED), Topic.EXPIRED, AlertDescription.CERTIFICATE_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void theyRefuseAnUnknownAuthority(Program program) {
        ToolPeer peer = programs.find(program);
        theirClientRefuses(peer, UNKNOWN, Topic.UNKNOWN_CA);
    }

    @ParameterizedTest
    @EnumSource
    void theyRefuseAnotherName(Program program) {
        ToolPeer peer = programs.find(program);
        theirClientRefuses(peer, OTHER, Topic.WRONG_NAME);
    }

    @ParameterizedTest
    @EnumSource
    void theyRefuseAnExpiredCertificate(Program program) {
        ToolPeer peer = programs.find(program);
        theirClientRefuses(peer, EXPIRED, Topic.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseAClientWithoutACertificate(Program program) {
        ToolPeer peer = programs.find(program);
        ourServerRefuses(
                peer,
                demandingConfig(),
                Visits.settings(peer),
                Topic.NO_CLIENT_CERTIFICATE,
                AlertDescription.CERTIFICATE_REQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseTheirCertificate(Program program) {
        ToolPeer peer = programs.find(program);
        var verifier = LabPki.verifier();
        ServerConfig silent = LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, claim -> verifier.verify(claim))
                .build();
        ourServerRefuses(
                peer,
                silent,
                Visits.settings(peer).certificate(UNKNOWN),
                Topic.CLIENT_CERTIFICATE_REFUSED,
                AlertDescription.UNKNOWN_CA);
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseWithoutACommonApplicationProtocol(Program program) {
        ToolPeer peer = programs.find(program);
        ourServerRefuses(
                peer,
                LabPki.server(SHOP).alpn(List.of("http/1.1")).build(),
                Visits.settings(peer).alpn("h2"),
                Topic.NO_COMMON_ALPN,
                AlertDescription.NO_APPLICATION_PROTOCOL);
    }

    /** Their alert comes after our handshake is done, and after their end has closed: it is not to be lost. */
    @ParameterizedTest
    @EnumSource
    void theirRefusalOfOurCertificateIsNeverLost(Program program) {
        ToolPeer peer = programs.find(program);
        ClientConfig unknown = LabPki.client()
                .credentials(Visits.proving(UNKNOWN, SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        refusesUs(peer, LabPki.client().build(), Topic.NO_CLIENT_CERTIFICATE, true);
        refusesUs(peer, unknown, Topic.CLIENT_CERTIFICATE_REFUSED, peer.tellsWhyItRefuses());
    }

    private static void refusesUs(ToolPeer peer, ClientConfig config, Topic topic, boolean saysWhy) {
        try (ToolServer server = peer.startServer(demanding(peer))) {
            for (int i = 0; i < REFUSALS; i++) {
                Throwable refused = catchThrowable(() -> Visits.speak(peer, config, server));
                // Without a word, the connection may end or be reset
                assertThat(refused)
                        .as(server.process().output())
                        .isInstanceOfAny(saysWhy ? TlsException.class : IOException.class, TlsException.class);
                Optional<Alert> alert = refused instanceof TlsException tls ? tls.peerAlert() : Optional.empty();
                assertThat(alert.isPresent()).as(refused.toString()).isEqualTo(saysWhy);
                Interop.tried(peer.peer(), Side.CLIENT, topic, note(alert));
            }
        }
    }

    private static String note(Optional<Alert> alert) {
        return alert.map(said -> "it says " + said.description()).orElse("it leaves without a word");
    }

    private static void weRefuse(ToolPeer peer, ToolServer server, Topic topic, AlertDescription alert) {
        Throwable refused =
                catchThrowable(() -> Visits.speak(peer, LabPki.client().build(), server));
        assertThat(refused).isInstanceOf(TlsException.class);
        assertThat(((TlsException) refused).violation().orElseThrow().alert()).isEqualTo(alert);
        Visits.awaitAlert(peer, server.process(), alert);
        Interop.tried(peer.peer(), Side.CLIENT, topic, "we say " + alert);
    }

    private static void ourServerRefuses(
            ToolPeer peer, ServerConfig config, PeerSettings settings, Topic topic, AlertDescription alert) {
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = Visits.client(peer, server, settings, List.of())) {
            EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
            assertThat(visit.failure()).containsInstanceOf(TlsException.class);
            if (peer.isDeafUntilTypedTo()) {
                client.type(Visits.HELLO);
            }
            Visits.awaitAlert(peer, client, alert);
        }
        Interop.tried(peer.peer(), Side.SERVER, topic, "we say " + alert);
    }

    private static void theirClientRefuses(ToolPeer peer, TestCertificate certificate, Topic topic) {
        try (EchoServer server = new EchoServer(LabPki.server(certificate).build());
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), List.of())) {
            TlsException failure = Visits.refusal(server, client);
            assertThat(failure.peerAlert().isPresent() || failure.code().equals("TRUNCATED"))
                    .as(failure.toString())
                    .isTrue();
            assertThat(client.awaitExit(ToolPeer.PATIENCE)).isNotZero();
            Interop.tried(peer.peer(), Side.SERVER, topic, note(failure.peerAlert()));
        }
    }

    private static PeerSettings demanding(ToolPeer peer) {
        return Visits.settings(peer).certificate(SHOP).clientAuthentication(ClientAuthentication.NEED);
    }

    private static ServerConfig demandingConfig() {
        return LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, LabPki.verifier())
                .build();
    }
}
