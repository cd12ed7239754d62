// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Side;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.Tickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Early data (RFC 9846 section 2.3) with the programs that can: taken, and refused without harm. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolEarlyDataTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final String EARLY = "early bird\n";

    private final Tickets tickets = StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT);

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void theirServerTakesOurEarlyData(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        ClientConfig config = client();
        try (ToolPeer.ToolServer server = startServer(peer)) {
            remember(config, server);
            try (SocketEnd end = SocketEnd.connect(config, server.port())) {
                end.sendEarly(EARLY);
                end.handshake();
                assertThat(end.facts().resumed()).isTrue();
                assertThat(end.connection().earlyDataAccepted()).contains(true);
                // GnuTLS tells in its debug log alone that it has read it
                server.process()
                        .await("early bird|decrypted early data with length: " + EARLY.length(), ToolPeer.PATIENCE);
            }
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.EARLY_DATA);
    }

    /** The server has started again, and forgotten the keys of its tickets. */
    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void theirServerRefusesOurEarlyData(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        ClientConfig config = client();
        try (ToolPeer.ToolServer server = startServer(peer)) {
            remember(config, server);
        }
        try (ToolPeer.ToolServer server = startServer(peer);
                SocketEnd end = SocketEnd.connect(config, server.port())) {
            end.sendEarly(EARLY);
            end.handshake();
            assertThat(end.facts().resumed()).isFalse();
            assertThat(end.connection().earlyDataAccepted()).contains(false);
            end.send("late bird\n");
            server.process().await("late bird", ToolPeer.PATIENCE);
            assertThat(server.process().output()).doesNotContain("early bird", "decrypted early data");
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.EARLY_DATA_REJECTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void ourServerTakesTheirEarlyData(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        visit(peer, folder, server(true).build(), true);
        Interop.tried(peer.peer(), Side.SERVER, Topic.EARLY_DATA);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void ourServerRefusesTheirEarlyData(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        visit(peer, folder, server(false).build(), false);
        Interop.tried(peer.peer(), Side.SERVER, Topic.EARLY_DATA_REJECTED);
    }

    /** Their client comes to get a ticket for early data, then with early data, which {@code second} takes or not. */
    private void visit(ToolPeer peer, Path folder, ServerConfig second, boolean taken) throws IOException {
        Path early = Files.writeString(folder.resolve("early"), EARLY);
        Path session = folder.resolve("session");
        PeerSettings settings = Visits.settings(peer);
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<String> more = Stream.concat(peer.resuming(session).stream(), peer.sendingEarly(early).stream())
                    .toList();
            if (peer.resumesByItself()) {
                try (PeerProcess client = start(peer, listening, settings, more)) {
                    welcome(listening, server(true).build(), Optional.empty());
                    welcomeBack(listening, second, client, taken);
                }
                return;
            }
            try (PeerProcess client = start(peer, listening, settings, peer.keeping(session))) {
                welcome(listening, server(true).build(), Optional.of(client));
            }
            try (PeerProcess client = start(peer, listening, settings, more)) {
                welcomeBack(listening, second, client, taken);
            }
        }
    }

    private static PeerProcess start(ToolPeer peer, ServerSocket listening, PeerSettings settings, List<String> more) {
        return PeerProcess.start(
                Stream.concat(peer.clientCommand(listening.getLocalPort(), settings).stream(), more.stream())
                        .toList());
    }

    /** A first visit, which {@code client} ends, unless it does that by itself. */
    private static void welcome(ServerSocket listening, ServerConfig config, Optional<PeerProcess> client)
            throws IOException {
        try (SocketEnd end = SocketEnd.accept(config, listening)) {
            end.handshake();
            if (client.isPresent()) {
                end.send("welcome\n");
                client.get().await("welcome", ToolPeer.PATIENCE);
                client.get().endInput();
            }
            end.until(() -> end.connection().isReadClosed());
            end.closeWrite();
        }
        client.ifPresent(process -> process.awaitExit(ToolPeer.PATIENCE));
    }

    private static void welcomeBack(ServerSocket listening, ServerConfig config, PeerProcess client, boolean taken)
            throws IOException {
        try (SocketEnd end = SocketEnd.accept(config, listening)) {
            end.handshake();
            assertThat(end.facts().resumed()).as(client.output()).isTrue();
            assertThat(end.received()).isEqualTo(taken ? EARLY : "");
            client.type("and now for the rest");
            end.until(() -> end.received().endsWith("and now for the rest\n"));
            assertThat(end.connection().readEpoch()).isEqualTo(Epoch.APPLICATION);
            end.send("welcome back\n");
            client.await("welcome back", ToolPeer.PATIENCE);
        }
    }

    private ToolPeer.ToolServer startServer(ToolPeer peer) {
        PeerSettings settings = Visits.settings(peer).certificate(SHOP);
        return peer instanceof OpenSsl openSsl
                ? openSsl.startTerminal(settings, "-early_data")
                : peer.startServer(settings, List.of("--earlydata", "--maxearlydata=1000"));
    }

    /** A first connection, until a ticket for early data has come. */
    private static void remember(ClientConfig config, ToolPeer.ToolServer server) throws IOException {
        try (SocketEnd end = SocketEnd.connect(config, server.port())) {
            end.handshake();
            BoundedSessionCache cache = (BoundedSessionCache) config.sessionCache();
            end.until(() -> cache.size() > 0);
            end.farewell();
        }
    }

    private static ClientConfig client() {
        return LabPki.client()
                .sessionCache(BoundedSessionCache.standard())
                .earlyData(true)
                .build();
    }

    private ServerConfig.Builder server(boolean early) {
        ServerConfig.Builder builder = LabPki.server(SHOP).tickets(tickets);
        return early
                ? builder.earlyData(EarlyDataPolicy.of(
                        1000, new RecentBinders(100, LabPki.CLOCK.now().minus(Duration.ofDays(1)))))
                : builder;
    }
}
