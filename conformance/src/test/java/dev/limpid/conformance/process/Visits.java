// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.Credentials;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What tests of programs do again and again: a line there, and its answer back. */
final class Visits {
    static final String HELLO = "hello";

    private Visits() {}

    /** What {@code peer} is told: all that both have. */
    static PeerSettings settings(ToolPeer peer) {
        return PeerSettings.of(Combinations.SUITES, peer.groups(), peer.schemes());
    }

    /** Starts the client of {@code peer} with {@code more} options. */
    static PeerProcess client(ToolPeer peer, EchoServer server, PeerSettings settings, List<String> more) {
        Stream<String> command = peer.clientCommand(server.port(), settings).stream();
        return PeerProcess.start(Stream.concat(command, more.stream()).toList());
    }

    /** {@code client} sends {@code line} and prints it when it is back. */
    static void exchange(PeerProcess client, String line) {
        client.type(line);
        client.await(line, ToolPeer.PATIENCE);
    }

    /** The client of {@code peer} sends a line to our server of {@code config} and reads it back; then our server closes first. */
    static ConnectionFacts converse(ToolPeer peer, ServerConfig config, PeerSettings settings) {
        try (EchoServer server = new EchoServer(config)) {
            return converse(peer, server, settings, List.of());
        }
    }

    /** The client of {@code peer} sends a line to our server and reads it back; then our server closes first. */
    static ConnectionFacts converse(ToolPeer peer, EchoServer server, PeerSettings settings, List<String> more) {
        try (PeerProcess client = client(peer, server, settings, more)) {
            exchange(client, HELLO);
            return farewell(server, client);
        }
    }

    /** Our server closes, and nothing went wrong. */
    static ConnectionFacts farewell(EchoServer server, PeerProcess client) {
        client.type(EchoServer.BYE);
        EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
        assertThat(visit.failure()).as(client.describe()).isEmpty();
        client.awaitExit(ToolPeer.PATIENCE);
        return visit.facts().orElseThrow();
    }

    /** Our client sends a line to the server of {@code peer} and reads the answer. */
    static ConnectionFacts speak(ToolPeer peer, ClientConfig config, ToolPeer.ToolServer server) throws IOException {
        try (TlsChannel channel = Loopback.connect(config, server.port())) {
            assertThat(echo(channel, HELLO)).as(server.process().output()).isEqualTo(peer.answer(HELLO));
            return channel.facts().orElseThrow();
        }
    }

    /** The line that comes back for {@code line}. */
    static String echo(TlsChannel channel, String line) throws IOException {
        channel.outputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(channel.inputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** Waits until {@code process} has said that this alert came. */
    static void awaitAlert(ToolPeer peer, PeerProcess process, AlertDescription alert) {
        long end = System.nanoTime() + ToolPeer.PATIENCE.toNanos();
        while (!peer.says(alert, process.output())) {
            assertThat(System.nanoTime())
                    .as("no " + alert + " from " + process.describe())
                    .isLessThan(end);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How the visit of {@code client} failed. */
    static TlsException refusal(EchoServer server, PeerProcess client) {
        EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
        assertThat(visit.failure()).as(client.describe()).containsInstanceOf(TlsException.class);
        return (TlsException) visit.failure().orElseThrow();
    }

    /** A server's credentials, which are this certificate and this scheme whatever a client wants. */
    static Credentials proving(TestCertificate certificate, SignatureScheme scheme) {
        return request -> new CredentialChoice.Choice(certificate.credential(), scheme, "the test wants it", List.of());
    }
}
