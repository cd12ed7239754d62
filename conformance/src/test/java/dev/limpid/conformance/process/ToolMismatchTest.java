// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two that have nothing in common learn it by the alert that says so. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolMismatchTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final List<NamedGroup> THEIR_GROUP = List.of(NamedGroup.SECP256R1);
    private static final List<NamedGroup> OUR_GROUP = List.of(NamedGroup.SECP384R1);
    private static final List<CipherSuite> THEIR_SUITE = List.of(CipherSuite.TLS_AES_128_GCM_SHA256);
    private static final List<CipherSuite> OUR_SUITE = List.of(CipherSuite.TLS_AES_256_GCM_SHA384);

    @ParameterizedTest
    @EnumSource
    void theirServerRefusesWithoutACommonGroup(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        ClientConfig config = LabPki.client().groups(OUR_GROUP).build();
        PeerSettings settings = Visits.settings(peer).groups(THEIR_GROUP).certificate(SHOP);
        itRefuses(peer, config, peer.serverCommand(settings, List.of()), Topic.NO_COMMON_GROUP);
    }

    @ParameterizedTest
    @EnumSource
    void ourServerRefusesWithoutACommonGroup(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        ServerConfig config = LabPki.server(SHOP).groups(OUR_GROUP).build();
        try (EchoServer server = new EchoServer(config)) {
            List<String> command =
                    peer.clientCommand(server.port(), Visits.settings(peer).groups(THEIR_GROUP));
            weRefuse(peer, server, command, Topic.NO_COMMON_GROUP, AlertDescription.HANDSHAKE_FAILURE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirServerRefusesWithoutACommonSuite(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        ClientConfig config = LabPki.client().cipherSuites(OUR_SUITE).build();
        PeerSettings settings = Visits.settings(peer).suites(THEIR_SUITE).certificate(SHOP);
        itRefuses(peer, config, peer.serverCommand(settings, List.of()), Topic.NO_COMMON_SUITE);
    }

    @ParameterizedTest
    @EnumSource
    void ourServerRefusesWithoutACommonSuite(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        ServerConfig config = LabPki.server(SHOP).cipherSuites(OUR_SUITE).build();
        try (EchoServer server = new EchoServer(config)) {
            List<String> command =
                    peer.clientCommand(server.port(), Visits.settings(peer).suites(THEIR_SUITE));
            weRefuse(peer, server, command, Topic.NO_COMMON_SUITE, AlertDescription.HANDSHAKE_FAILURE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirServerKnowsTls12Alone(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        List<String> command =
                peer.withTls12Alone(peer.serverCommand(Visits.settings(peer).certificate(SHOP), List.of()));
        itRefuses(peer, LabPki.client().build(), command, Topic.OLD_VERSION);
    }

    @ParameterizedTest
    @EnumSource
    void theirClientKnowsTls12Alone(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build())) {
            List<String> command = peer.withTls12Alone(peer.clientCommand(server.port(), Visits.settings(peer)));
            weRefuse(peer, server, command, Topic.OLD_VERSION, AlertDescription.PROTOCOL_VERSION);
        }
    }

    private static void itRefuses(ToolPeer peer, ClientConfig config, List<String> command, Topic topic) {
        try (ToolPeer.ToolServer server = peer.awaitServer(PeerProcess.start(command))) {
            Throwable refused = catchThrowable(() -> Visits.speak(peer, config, server));
            assertThat(refused).as(server.process().describe()).isInstanceOf(TlsException.class);
            Alert alert = ((TlsException) refused).peerAlert().orElseThrow();
            Interop.tried(peer.peer(), Side.CLIENT, topic, "it says " + alert.description());
        }
    }

    private static void weRefuse(
            ToolPeer peer, EchoServer server, List<String> command, Topic topic, AlertDescription alert) {
        try (PeerProcess client = PeerProcess.start(command)) {
            assertThat(server.next(ToolPeer.PATIENCE).failure())
                    .as(client.describe())
                    .containsInstanceOf(TlsException.class);
            Visits.awaitAlert(peer, client, alert);
        }
        Interop.tried(peer.peer(), Side.SERVER, topic, "we say " + alert);
    }
}
