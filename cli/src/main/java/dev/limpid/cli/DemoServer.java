// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.authority.Authority;
import dev.limpid.cli.authority.Issued;
import dev.limpid.cli.authority.Leaf;
import dev.limpid.cli.demo.Meeting;
import dev.limpid.cli.demo.OverheardCrypto;
import dev.limpid.cli.demo.Secrets;
import dev.limpid.cli.http.Catalogue;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.SystemTime;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.session.Freshness;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.StatelessTickets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The demo's server: a shop with tickets and early data, whose clients come one after the other. */
final class DemoServer implements AutoCloseable {
    private static final long MOST_EARLY_DATA = 16_384;
    private static final int REMEMBERED = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Report report;
    private final SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
    private final OverheardCrypto crypto = new OverheardCrypto();
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final TlsServer server;

    private DemoServer(Report report, Authority authority, String name, int port) throws IOException {
        this.report = report;
        Issued issued = authority.issue(Leaf.server(List.of(name)));
        Credentials credentials = Credentials.of(CredentialFiles.of("the demo's", issued.key(), issued.chain()));
        ServerConfig config = ServerConfig.builder(crypto, SystemTime.INSTANCE, credentials)
                .secretAccess(access)
                .tickets(StatelessTickets.rotating(crypto, KeyRotation.DEFAULT))
                .ticketCount(1)
                .earlyData(EarlyDataPolicy.of(MOST_EARLY_DATA, guard()))
                .build();
        server = TlsServer.builder(config)
                .observers(_ -> arrived())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Opens the shop. @throws IOException if the port cannot be opened */
    static DemoServer open(Report report, Authority authority, String name, int port) throws IOException {
        DemoServer server = new DemoServer(report, authority, name, port);
        server.server.start(server::serve);
        return server;
    }

    int port() {
        return server.address().getPort();
    }

    /** The end of the connection with that number, from 0; waits until that is over. */
    Meeting.End end(int number) {
        Client client = clients.get(number);
        client.awaitEnd();
        return new Meeting.End(Side.SERVER, client.story(), client.secrets, crypto.overheard());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A guard that has just begun refuses early data, since it may have missed some. Here the ticket keys are as new as it is. */
    private static RecentBinders guard() {
        Duration longAgo = Freshness.DEFAULT.window().multipliedBy(2);
        return new RecentBinders(REMEMBERED, Instant.now().minus(longAgo));
    }

    private Observer arrived() {
        Client client = new Client("server" + (clients.isEmpty() ? "" : "-" + (clients.size() + 1)));
        clients.add(client);
        return client.narrator.and(client.secrets).and(client);
    }

    private void serve(TlsChannel channel) throws IOException {
        Narrator narrator = clients.getLast().narrator;
        HttpSession session = new HttpSession(
                channel.inputStream(),
                channel.outputStream(),
                new Catalogue(),
                patience -> {},
                (request, status, received, sent) -> {
                    narrator.tell(new Event.ApplicationMessageSeen(Side.CLIENT, request, received));
                    narrator.tell(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP " + status, sent));
                });
        session.serve();
    }

    /** One client, as the server sees it. */
    private final class Client implements Observer {
        private final Recording recording = report.recording();
        private final Secrets secrets = new Secrets(access);
        private final Narrator narrator;
        private final CountDownLatch over = new CountDownLatch(1);

        private Client(String connection) {
            narrator = Narrator.ofAccepting(recording.and(report.live(connection, Side.SERVER)));
        }

        @Override
        public void on(long nanos, Event event) {
            if (event instanceof Event.Closed) {
                over.countDown();
            }
        }

        private Story story() {
            return recording.story(Attempt.fromClient("the demo's client"));
        }

        private void awaitEnd() {
            try {
                if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw Refusal.local(
                            "the demo's server does not come to an end", "the machine may be too busy: try again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
