// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.authority.Authority;
import dev.limpid.cli.authority.Issued;
import dev.limpid.cli.authority.Leaf;
import dev.limpid.cli.demo.OverheardCrypto;
import dev.limpid.cli.demo.Proof;
import dev.limpid.cli.demo.Secrets;
import dev.limpid.cli.demo.Wiretap;
import dev.limpid.cli.http.Catalogue;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.cli.http.Site;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.SystemTime;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.net.Transport;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The demo's one connection: a server with a certificate of a CA made for it, a client that trusts that CA, TCP on loopback
 * between them. Both ends give their secrets to the proof, and to nobody else.
 */
final class Demonstration {
    private static final ServerName SHOP = ServerName.of("shop.example");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Recording clientRecording;
    private final Recording serverRecording;
    private final Secrets clientSecrets = new Secrets();
    private final Secrets serverSecrets = new Secrets();
    private final OverheardCrypto clientCrypto = new OverheardCrypto();
    private final OverheardCrypto serverCrypto = new OverheardCrypto();
    private final Observer clientLive;
    private final Narrator serverNarrator;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A demonstration that {@code report} is told about as it happens. */
    Demonstration(Report report) {
        clientRecording = report.recording();
        serverRecording = report.recording();
        clientLive = report.live("client", Side.CLIENT);
        serverNarrator = Narrator.ofAccepting(serverRecording.and(report.live("server", Side.SERVER)));
    }

    /** What came of it. */
    record Result(Story client, Story server, List<Secrets> secrets, Proof proof, String body) {}

    /** Runs it on loopback's {@code port}. @throws IOException if the port cannot be opened */
    Result run(int port) throws IOException {
        Authority authority = Authority.fresh("Limpid Demo", Instant.now());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (TlsServer server = server(authority).bind(address)) {
            server.start(this::serve);
            return visit(authority, server);
        }
    }

    private TlsServer.Builder server(Authority authority) {
        Issued issued = authority.issue(Leaf.server(List.of(SHOP.text())));
        Credentials credentials = Credentials.of(CredentialFiles.of("the demo's", issued.key(), issued.chain()));
        ServerConfig config = ServerConfig.builder(serverCrypto, SystemTime.INSTANCE, credentials)
                .secretAccess(serverSecrets.token())
                .build();
        return TlsServer.builder(config).observers(client -> serverNarrator.and(serverSecrets));
    }

    private void serve(TlsChannel channel) throws IOException {
        Site site = new Catalogue();
        new HttpSession(channel.inputStream(), channel.outputStream(), site, patience -> {}, this::exchanged).serve();
    }

    private void exchanged(String request, int status, long received, long sent) {
        serverNarrator.tell(new Event.ApplicationMessageSeen(Side.CLIENT, request, received));
        serverNarrator.tell(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP " + status, sent));
    }

    private Result visit(Authority authority, TlsServer server) throws IOException {
        TrustAnchors anchors = TrustAnchors.of("the demo's own trust store", List.of(authority.root()));
        ClientConfig config = ClientConfig.builder(clientCrypto, SystemTime.INSTANCE, PkixVerifier.trusting(anchors))
                .secretAccess(clientSecrets.token())
                .observer(clientSecrets)
                .build();
        Target target = Target.hostAndPort("127.0.0.1:" + server.address().getPort());
        Dialer dialer = new Dialer(java.util.Map.of(), Dialer.Family.ANY);
        if (!(dialer.dial(target, PATIENCE) instanceof Dialer.Outcome.Connected(var channel, long nanos))) {
            throw Refusal.local("this machine does not let the demo connect to itself", "look at its firewall");
        }
        Wiretap wire = new Wiretap(Transport.of(channel));
        Attempt attempt = Attempt.toServer(SHOP + ":" + target.port(), "limpid demo");
        Timeouts timeouts = Timeouts.DEFAULT.withRead(PATIENCE).withWrite(PATIENCE);
        Visit visit = new Visit(attempt, config, SHOP, timeouts, new Tap(wire), nanos, clientRecording, clientLive);
        Fetch fetch = new Fetch(Catalogue.PATH, SHOP.text(), "limpid/" + Version.current(), body);
        visit.go(fetch);
        server.close();
        Story seenByClient = visit.story();
        Story seenByServer = serverRecording.story(Attempt.fromClient("the demo's client"));
        Proof proof = new Proof(
                new Proof.End(Side.CLIENT, seenByClient, clientSecrets, clientCrypto.overheard()),
                new Proof.End(Side.SERVER, seenByServer, serverSecrets, serverCrypto.overheard()),
                wire,
                fetch.status());
        return new Result(
                seenByClient,
                seenByServer,
                List.of(clientSecrets, serverSecrets),
                proof,
                body.toString(StandardCharsets.UTF_8));
    }
}
