// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.authority.Authority;
import dev.limpid.cli.demo.LaterProofs;
import dev.limpid.cli.demo.Meeting;
import dev.limpid.cli.demo.OverheardCrypto;
import dev.limpid.cli.demo.Proof;
import dev.limpid.cli.demo.Secrets;
import dev.limpid.cli.http.Catalogue;
import dev.limpid.cli.tap.Tap;
import dev.limpid.config.ClientConfig;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.net.SystemTime;
import dev.limpid.net.Timeouts;
import dev.limpid.net.Transport;
import dev.limpid.observe.Side;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.SessionCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The demo's connections: a server with a certificate of a CA made for it, a client that trusts that CA, TCP on loopback between
 * them. A full handshake; one that resumes it; one with early data and new keys; and that one's first flight once more, as an
 * eavesdropper could send it. Both ends give their secrets to the proofs, and to nobody else.
 */
final class Demonstration {
    private static final ServerName SHOP = ServerName.of("shop.example");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Timeouts TIMEOUTS = Timeouts.DEFAULT.withRead(PATIENCE).withWrite(PATIENCE);

    private final Report report;
    private final SessionCache sessions = BoundedSessionCache.standard();
    private final List<Meeting> meetings = new ArrayList<>();

    /** A demonstration that {@code report} is told about as it happens. */
    Demonstration(Report report) {
        this.report = report;
    }

    /**
     * What came of it.
     *
     * @param meetings the connections, in their order
     * @param replayed the server's view of a first flight that was sent again
     * @param body what the first answer brought
     */
    record Result(List<Meeting> meetings, Story replayed, String body) {
        /** Of the first connection. */
        Meeting first() {
            return meetings.get(0);
        }

        /** The one that resumes the first. */
        Meeting resumed() {
            return meetings.get(1);
        }

        /** The one with early data, and with new keys. */
        Meeting early() {
            return meetings.get(2);
        }

        Proof proof() {
            return Proof.of(first());
        }

        /** What the later ones show: resumption, early data, new keys. */
        List<Proof> laterProofs() {
            return List.of(
                    LaterProofs.ofResumption(first(), resumed()),
                    LaterProofs.ofEarlyData(resumed(), early(), replayed),
                    LaterProofs.ofKeyUpdate(early()));
        }

        boolean holds() {
            return Stream.concat(Stream.of(proof()), laterProofs().stream()).allMatch(Proof::holds);
        }

        /** Everybody's. */
        List<Secrets> secrets() {
            return meetings.stream()
                    .flatMap(m -> Stream.of(m.client(), m.server()))
                    .map(Meeting.End::secrets)
                    .toList();
        }
    }

    /** Runs it on loopback's {@code port}. @throws IOException if the port cannot be opened */
    Result run(int port) throws IOException {
        Authority authority = Authority.fresh("Limpid Demo", Instant.now());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (DemoServer server = DemoServer.open(report, authority, SHOP.text(), port)) {
            meetings.add(fetch(authority, server, body));
            meetings.add(fetch(authority, server, new ByteArrayOutputStream()));
            Client client = new Client(authority, server, true);
            AskTwice errand = new AskTwice(SHOP.text(), client.wire);
            client.visit.go(errand);
            meetings.add(client.met(server, errand.statuses()));
            Story replayed = replay(server, errand.firstFlight());
            return new Result(List.copyOf(meetings), replayed, body.toString(StandardCharsets.UTF_8));
        }
    }

    private Meeting fetch(Authority authority, DemoServer server, ByteArrayOutputStream body) throws IOException {
        Client client = new Client(authority, server, false);
        Fetch fetch = new Fetch(Catalogue.PATH, SHOP.text(), "limpid/" + Version.current(), body, false);
        client.visit.go(fetch);
        return client.met(server, fetch.status().stream().toList());
    }

    /** What an eavesdropper can do: the same bytes once more. It cannot read the answer, nor finish the handshake. */
    private Story replay(DemoServer server, byte[] firstFlight) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(firstFlight));
            channel.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(1 << 14);
            while (channel.read(answer.clear()) >= 0) {
                // until the server gives up
            }
        }
        return server.end(meetings.size()).story();
    }

    /** The client's end of the next connection. */
    private final class Client {
        private final Secrets secrets = new Secrets();
        private final OverheardCrypto crypto = new OverheardCrypto();
        private final Tap wire;
        private final Visit visit;

        Client(Authority authority, DemoServer server, boolean earlyData) {
            TrustAnchors anchors = TrustAnchors.of("the demo's own trust store", List.of(authority.root()));
            ClientConfig config = ClientConfig.builder(crypto, SystemTime.INSTANCE, PkixVerifier.trusting(anchors))
                    .secretAccess(secrets.token())
                    .observer(secrets)
                    .sessionCache(sessions)
                    .earlyData(earlyData)
                    .build();
            Target target = Target.hostAndPort("127.0.0.1:" + server.port());
            Dialer dialer = new Dialer(Map.of(), Dialer.Family.ANY);
            if (!(dialer.dial(target, PATIENCE) instanceof Dialer.Outcome.Connected(var channel, long nanos))) {
                throw Refusal.local("this machine does not let the demo connect to itself", "look at its firewall");
            }
            wire = Tap.ofEveryByte(Transport.of(channel));
            Attempt attempt = Attempt.toServer(SHOP + ":" + target.port(), "limpid demo");
            String name = "client" + (meetings.isEmpty() ? "" : "-" + (meetings.size() + 1));
            visit = new Visit(
                    attempt, config, SHOP, TIMEOUTS, wire, nanos, report.recording(), report.live(name, Side.CLIENT));
        }

        Meeting met(DemoServer server, List<Integer> statuses) {
            Meeting.End own = new Meeting.End(Side.CLIENT, visit.story(), secrets, crypto.overheard());
            return new Meeting(own, server.end(meetings.size()), wire, statuses);
        }
    }
}
