// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.Credentials;
import dev.limpid.message.CertificateRequest;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server asks for the client's certificate after the handshake (RFC 9846 section 4.7.2). */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolLaterAuthenticationTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final TestCertificate OWN = LabPki.leaf(TestKey.RSA_2048);

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS", "PYTHON"})
    void ourServerAsksTheirClient(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        ServerConfig config =
                LabPki.server(SHOP).clientVerifier(LabPki.verifier()).build();
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = Visits.client(
                        peer, server, Visits.settings(peer).certificate(OWN), peer.authenticatingLater())) {
            Visits.exchange(client, Visits.HELLO);
            Visits.exchange(client, EchoServer.WHO);
            Visits.exchange(client, "it is me");
            assertThat(Visits.farewell(server, client).clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.LATER_CLIENT_CERTIFICATE);
    }

    /** Its operator asks by typing {@code c}; what else is typed before the answer is lost. */
    @Test
    void opensslAsksOurClient(@TempDir Path folder) throws IOException {
        OpenSsl peer = new OpenSsl(new Papers(folder));
        List<Event> events = new CopyOnWriteArrayList<>();
        ClientConfig config = client().toBuilder()
                .observer((nanos, event) -> events.add(event))
                .build();
        try (ToolPeer.ToolServer server = peer.startTerminal(
                        Visits.settings(peer).certificate(SHOP), "-CAfile", peer.papers.chain(LabPki.ROOT));
                SocketEnd end = SocketEnd.connect(config, server.port())) {
            end.handshake();
            end.send("hello\n");
            server.process().await("hello", ToolPeer.PATIENCE);
            server.process().type("c");
            end.until(() -> events.stream()
                    .anyMatch(event ->
                            event instanceof Event.MessageSeen seen && seen.message() instanceof CertificateRequest));
            end.send("it is me\n");
            server.process().await("it is me", ToolPeer.PATIENCE);
            assertThat(server.process().output())
                    .contains("CN = Interop Root CA\nverify return:1")
                    .doesNotContain("verify error");
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.LATER_CLIENT_CERTIFICATE);
    }

    @Test
    void pythonAsksOurClient(@TempDir Path folder) throws IOException {
        ToolPeer peer = ScriptPeer.python(new Papers(folder));
        try (ToolPeer.ToolServer server =
                        peer.startServer(Visits.settings(peer).certificate(SHOP), List.of("--later=yes"));
                TlsChannel channel = Loopback.connect(client(), server.port())) {
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(Visits.HELLO);
            assertThat(Visits.echo(channel, "again")).isEqualTo("again");
            server.process().await("authenticated shop.lab", ToolPeer.PATIENCE);
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.LATER_CLIENT_CERTIFICATE);
    }

    /** It asks whoever sends it this line. */
    @Test
    void gnutlsAsksOurClient(@TempDir Path folder) throws IOException {
        ToolPeer peer = new GnuTls(new Papers(folder));
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP), List.of());
                TlsChannel channel = Loopback.connect(client(), server.port())) {
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(Visits.HELLO);
            assertThat(Visits.echo(channel, "**REAUTH**")).isEqualTo("Successfully executed command");
            server.process().await("CERTIFICATE VERIFY \\(15\\) was received", ToolPeer.PATIENCE);
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.LATER_CLIENT_CERTIFICATE);
    }

    private static ClientConfig client() {
        return LabPki.client()
                .postHandshakeAuthentication(true)
                .credentials(Credentials.of(OWN.credential()))
                .build();
    }
}
