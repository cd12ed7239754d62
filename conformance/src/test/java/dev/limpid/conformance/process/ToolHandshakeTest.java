// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program shakes hands with us over loopback TCP, in both roles, with all that both have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolHandshakeTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private Programs programs;

    @BeforeAll
    void findPrograms(@TempDir Path folder) {
        programs = new Programs(folder);
    }

    @AfterAll
    void stopServers() {
        programs.close();
    }

    static Stream<Arguments> combinations() {
        return Stream.of(Program.values())
                .flatMap(program -> program.combinations().stream().map(wanted -> Arguments.of(program, wanted)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void ourClientShakesHandsWithTheirServer(Program program, Combinations wanted) throws IOException {
        ToolPeer peer = programs.find(program);
        ClientConfig config = LabPki.client()
                .cipherSuites(List.of(wanted.suite()))
                .groups(List.of(wanted.group()))
                .signatureSchemes(Stream.of(wanted.scheme(), SignatureScheme.ECDSA_SECP256R1_SHA256)
                        .distinct()
                        .toList())
                .build();
        ConnectionFacts facts = Visits.speak(peer, config, programs.server(program, LabPki.leaf(wanted.scheme())));
        assertAgreed(facts, wanted);
        Interop.shookHands(peer.peer(), Side.CLIENT, facts);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theirClientShakesHandsWithOurServer(Program program, Combinations wanted) {
        ToolPeer peer = programs.find(program);
        ServerConfig config = LabPki.server(SHOP)
                .cipherSuites(List.of(wanted.suite()))
                .groups(List.of(wanted.group()))
                .credentials(Visits.proving(LabPki.leaf(wanted.scheme()), wanted.scheme()))
                .build();
        ConnectionFacts facts = Visits.converse(peer, config, Visits.settings(peer));
        assertAgreed(facts, wanted);
        assertThat(facts.serverName()).contains(LabPki.NAME.text());
        Interop.shookHands(peer.peer(), Side.SERVER, facts);
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLOSED_BY_US);
    }

    @ParameterizedTest
    @EnumSource
    void theirServerAsksForAnotherGroup(Program program) throws IOException {
        ToolPeer peer = programs.find(program);
        ClientConfig config = LabPki.client().keyShares(List.of()).build();
        assertThat(Visits.speak(peer, config, programs.server(program, SHOP)).retried())
                .isTrue();
        Interop.tried(peer.peer(), Side.CLIENT, Topic.HELLO_RETRY_REQUEST);
    }

    @ParameterizedTest
    @EnumSource
    void ourServerAsksForAnotherGroup(Program program) {
        ToolPeer peer = programs.find(program);
        ServerConfig config =
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build();
        ConnectionFacts facts = Visits.converse(peer, config, Visits.settings(peer));
        // GnuTLS sends a share of every kind of curve, so there is nothing to ask for
        assumeTrue(facts.retried(), peer.peer().name() + " brought a share of secp384r1 at once");
        Interop.tried(peer.peer(), Side.SERVER, Topic.HELLO_RETRY_REQUEST);
    }

    @ParameterizedTest
    @EnumSource
    void theirClientReturnsOurCookie(Program program) {
        ToolPeer peer = programs.find(program);
        ServerConfig config = LabPki.server(SHOP).alwaysRetry(true).build();
        assertThat(Visits.converse(peer, config, Visits.settings(peer)).retried())
                .isTrue();
        Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE);
    }

    @ParameterizedTest
    @EnumSource
    void theirClientReturnsACookieThatCameAlone(Program program) {
        ToolPeer peer = programs.find(program);
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .groups(List.of(NamedGroup.X25519))
                .build();
        if (peer.takesCookieAlone()) {
            assertThat(Visits.converse(peer, config, Visits.settings(peer)).retried())
                    .isTrue();
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE);
            return;
        }
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), List.of())) {
            TlsException failure = Visits.refusal(server, client);
            assertThat(failure.peerAlert().map(Alert::description)).contains(AlertDescription.ILLEGAL_PARAMETER);
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE, "it says illegal_parameter");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothAgreeOnAnApplicationProtocol(Program program) throws IOException {
        ToolPeer peer = programs.find(program);
        ClientConfig client = LabPki.client().alpn(List.of("h2", "http/1.1")).build();
        try (ToolServer server =
                peer.startServer(Visits.settings(peer).certificate(SHOP).alpn("http/1.1"))) {
            assertThat(Visits.speak(peer, client, server).alpn()).contains("http/1.1");
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.ALPN);

        ServerConfig server = LabPki.server(SHOP).alpn(List.of("http/1.1")).build();
        assertThat(Visits.converse(peer, server, Visits.settings(peer).alpn("h2", "http/1.1"))
                        .alpn())
                .contains("http/1.1");
        Interop.tried(peer.peer(), Side.SERVER, Topic.ALPN);
    }

    @ParameterizedTest
    @EnumSource
    void theirServerNameChoosesOurCertificate(Program program) {
        ToolPeer peer = programs.find(program);
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential(), LabPki.other().credential()))
                .build();
        Visits.converse(peer, config, Visits.settings(peer).serverName(LabPki.OTHER_NAME.text()));
        Interop.tried(peer.peer(), Side.SERVER, Topic.SERVER_NAME);
    }

    private static void assertAgreed(ConnectionFacts facts, Combinations wanted) {
        assertThat(facts.cipherSuite()).isEqualTo(wanted.suite());
        assertThat(facts.group()).contains(wanted.group());
        assertThat(facts.signatureScheme()).contains(wanted.scheme());
    }
}
