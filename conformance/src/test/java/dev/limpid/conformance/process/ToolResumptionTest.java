// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs resume our sessions, and we theirs, with (EC)DHE. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolResumptionTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    @ParameterizedTest
    @EnumSource
    void ourClientResumesTheirSession(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        ClientConfig config = LabPki.client()
                .sessionCache(BoundedSessionCache.standard())
                .pskModes(List.of(PskKeyExchangeMode.PSK_DHE_KE))
                .build();
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP))) {
            assertThat(Visits.speak(peer, config, server).resumed()).isFalse();
            ConnectionFacts again = Visits.speak(peer, config, server);
            assertThat(again.resumed()).as(server.process().output()).isTrue();
            assertThat(again.group()).isPresent();
            assertThat(again.signatureScheme()).isEmpty();
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.RESUMPTION);
    }

    @ParameterizedTest
    @EnumSource
    void theirClientResumesOurSession(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        PeerSettings settings = Visits.settings(peer);
        ServerConfig config = LabPki.server(SHOP)
                .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
                .build();
        Path session = folder.resolve("session");
        try (EchoServer server = new EchoServer(config)) {
            if (!peer.resumesByItself()) {
                visitFirst(peer, server, settings, peer.keeping(session));
            }
            try (PeerProcess client = Visits.client(peer, server, settings, peer.resuming(session))) {
                assertThat(server.next(ToolPeer.PATIENCE).facts().orElseThrow().resumed())
                        .isFalse();
                Visits.exchange(client, Visits.HELLO);
                ConnectionFacts again = Visits.farewell(server, client);
                assertThat(again.resumed()).as(client.output()).isTrue();
                assertThat(again.group()).isPresent();
            }
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.RESUMPTION);
    }

    private static void visitFirst(ToolPeer peer, EchoServer server, PeerSettings settings, List<String> more) {
        try (PeerProcess client = Visits.client(peer, server, settings, more)) {
            Visits.exchange(client, "first");
            client.endInput();
            client.awaitExit(ToolPeer.PATIENCE);
        }
    }
}
