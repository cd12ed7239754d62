// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.inspect.KeyLog;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two stacks that went through the same connections log the same secrets (RFC 9850), line by line. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolKeyLogTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final String[] LABELS = {
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        "CLIENT_TRAFFIC_SECRET_0",
        "EXPORTER_SECRET",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        "SERVER_TRAFFIC_SECRET_0"
    };
    private static final String[] EARLY_LABELS = {
        "CLIENT_EARLY_TRAFFIC_SECRET",
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        "CLIENT_TRAFFIC_SECRET_0",
        "EARLY_EXPORTER_SECRET",
        "EXPORTER_SECRET",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        "SERVER_TRAFFIC_SECRET_0"
    };

    private final SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
    private final StringBuilder ours = new StringBuilder();
    private final KeyLog log = KeyLog.to(ours, access).withExporterSecrets();

    /** All log for their own debugging: OpenSSL by an option, the others as their environment says. */
    @ParameterizedTest
    @EnumSource
    void theirClientLogsWhatOurServerLogs(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        Path theirs = folder.resolve("theirs");
        ServerConfig config = LabPki.server(SHOP)
                .secretAccess(access)
                .observer(log.connection())
                .build();
        try (EchoServer server = new EchoServer(config)) {
            Stream<String> more = peer instanceof OpenSsl ? Stream.of("-keylogfile", theirs.toString()) : Stream.of();
            List<String> command = Stream.concat(
                            peer.clientCommand(server.port(), Visits.settings(peer)).stream(), more)
                    .toList();
            try (PeerProcess client = PeerProcess.start(command, environment(theirs))) {
                Visits.exchange(client, Visits.HELLO);
                Visits.farewell(server, client);
            }
        }
        assertThat(labels(KeyLogLines.of(theirs))).isSubsetOf(LABELS).contains("CLIENT_TRAFFIC_SECRET_0");
        // GnuTLS logs no exporter secret at its client: what it logs is to be what we log
        assertThat(KeyLogLines.of(ours.toString())).containsAll(KeyLogLines.of(theirs));
        assertThat(labels(KeyLogLines.of(ours.toString()))).containsExactly(LABELS);
        Interop.tried(peer.peer(), Side.SERVER, Topic.KEY_LOG);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENSSL")
    void theirServerLogsWhatOurClientLogs(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        Path theirs = folder.resolve("theirs");
        ClientConfig config =
                LabPki.client().secretAccess(access).observer(log.connection()).build();
        try (ToolPeer.ToolServer server =
                peer.startServer(Visits.settings(peer).certificate(SHOP), List.of(), environment(theirs))) {
            Visits.speak(peer, config, server);
        }
        assertThat(labels(KeyLogLines.of(theirs))).isSubsetOf(LABELS).contains("CLIENT_TRAFFIC_SECRET_0");
        assertThat(KeyLogLines.of(ours.toString())).containsAll(KeyLogLines.of(theirs));
        Interop.tried(peer.peer(), Side.CLIENT, Topic.KEY_LOG);
    }

    @Test
    void opensslServesAndLogsWhatOurClientLogs(@TempDir Path folder) throws IOException {
        OpenSsl peer = new OpenSsl(new Papers(folder));
        Path theirs = folder.resolve("theirs");
        ClientConfig.Builder config = LabPki.client()
                .sessionCache(BoundedSessionCache.standard())
                .earlyData(true)
                .secretAccess(access);
        try (ToolPeer.ToolServer server = peer.startTerminal(
                Visits.settings(peer).certificate(SHOP), "-early_data", "-keylogfile", theirs.toString())) {
            full(config.observer(log.connection()).build(), server.port());
            assertThat(labels(KeyLogLines.of(ours.toString()))).containsExactly(LABELS);
            assertThat(KeyLogLines.of(theirs)).containsExactlyElementsOf(KeyLogLines.of(ours.toString()));
            ours.setLength(0);
            try (SocketEnd end =
                    SocketEnd.connect(config.observer(log.connection()).build(), server.port())) {
                end.sendEarly("early bird\n");
                end.handshake();
                assertThat(end.connection().earlyDataAccepted()).contains(true);
                server.process().await("early bird", ToolPeer.PATIENCE);
                end.send("late bird\n");
                server.process().await("late bird", ToolPeer.PATIENCE);
                end.farewell();
            }
        }
        assertThat(labels(KeyLogLines.of(ours.toString()))).containsExactly(EARLY_LABELS);
        assertThat(KeyLogLines.of(theirs)).containsAll(KeyLogLines.of(ours.toString()));
        Interop.tried(peer.peer(), Side.CLIENT, Topic.KEY_LOG);
    }

    private static Map<String, String> environment(Path theirs) {
        return Map.of("SSLKEYLOGFILE", theirs.toString(), "NODE_OPTIONS", "--tls-keylog=" + theirs);
    }

    private static void full(ClientConfig config, int port) throws IOException {
        try (SocketEnd end = SocketEnd.connect(config, port)) {
            end.handshake();
            BoundedSessionCache cache = (BoundedSessionCache) config.sessionCache();
            end.until(() -> cache.size() > 0);
            end.farewell();
        }
    }

    private static List<String> labels(Set<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .sorted()
                .toList();
    }
}
