// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.http.AboutConnection;
import dev.limpid.cli.http.Exchanges;
import dev.limpid.cli.http.Folder;
import dev.limpid.cli.http.Guarded;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.cli.http.Site;
import dev.limpid.cli.http.Timer;
import dev.limpid.cli.serve.Deadlines;
import dev.limpid.cli.serve.Wrong;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.net.SystemTime;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.session.ExternalPsks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A server that explains each of its clients, and can do things wrong on purpose. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Serve a folder over HTTPS (TLS 1.3 alone, HTTP/1.0 and 1.1) and explain each client on standard output.",
            "Without a folder, serve a page about the connection itself. Uploads (PUT, POST) are read, counted and dropped."
                    + " Names that begin with a dot, and links that leave the folder, are not served.",
            "Without --cert or --raw-public-key, certificates come from a CA that is made for this run; standard error says where its root is."
                    + " Ctrl-C stops the server (exit 130), SIGTERM too (143): open connections get 2 seconds to end."
        })
final class ServeCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int CHUNK = 1 << 16;

    private final Console console;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "What to serve.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8443",
            description = "The port (default: ${DEFAULT-VALUE}; 0 lets the system choose).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen at (default: ${DEFAULT-VALUE}, this machine alone; 0.0.0.0 or :: for all).")
    private String host = "";

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Option(
            names = "--ocsp",
            paramLabel = "FILE",
            description = "An OCSP response in DER to staple to the --cert; it is read again when it changes.")
    private Optional<Path> ocsp = Optional.empty();

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description =
                    "Where the root of the CA made for this run is written, and stays (default: a temporary file).")
    private Optional<Path> caOut = Optional.empty();

    @Option(
            names = "--name",
            split = ",",
            paramLabel = "NAME",
            description = "Whom the certificate made for this run is for (default: localhost,127.0.0.1,::1).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--echo", description = "Send back whatever comes, instead of HTTP.")
    private boolean echo;

    @Option(
            names = "--wrong",
            split = ",",
            paramLabel = "FAULT",
            description = "Do it wrong on purpose: ${COMPLETION-CANDIDATES}.")
    private List<Wrong> wrong = new ArrayList<>();

    @Mixin
    private KnownClients clients = new KnownClients();

    @Mixin
    private PskOptions psks = new PskOptions();

    @Mixin
    private OfferOptions offer = new OfferOptions();

    @Mixin
    private CertificateOptions certificates = new CertificateOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--cookie",
            description = "Answer every first ClientHello with a HelloRetryRequest whose cookie holds all that must be"
                    + " remembered of it, under an HMAC and bound to the client's address.")
    private boolean cookie;

    @Mixin
    private StoryOptions story = new StoryOptions();

    @Mixin
    private LookOptions look = new LookOptions();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Set<Wrong> faults = wrong.isEmpty() ? EnumSet.noneOf(Wrong.class) : EnumSet.copyOf(wrong);
        check(faults);
        Optional<Site> site = site();
        try (ServerIdentity proof = ServerIdentity.of(console, identity, names, caOut, faults, ocsp);
                Deadlines deadlines = new Deadlines()) {
            ServerConfig config = config(proof, faults);
            Report report = new Report(console.out(), look.look(console), story);
            ClientWatch watch = new ClientWatch(console, report);
            try (TlsServer server = bind(config, watch);
                    Interruption _ = Interruption.watch(() -> stop(server, proof, watch))) {
                announce(server, proof, faults);
                server.serve(channel -> {
                    serve(channel, site, watch, deadlines);
                    end(channel, faults, watch);
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ExitCode.OK;
        }
    }

    private void check(Set<Wrong> faults) {
        if (port < 0 || port > 65535) {
            throw Refusal.usage(port + " is no port", "ports go from 1 to 65535; 0 lets the system choose");
        }
        if (identity.given()
                && (caOut.isPresent() || !names.isEmpty() || faults.stream().anyMatch(Wrong::isOfCertificate))) {
            throw Refusal.usage(
                    "--ca-out, --name and a --wrong certificate are about certificates that limpid issues",
                    "leave --cert and --raw-public-key out, or those");
        }
        if (ocsp.isPresent() && !identity.certified()) {
            throw Refusal.usage(
                    "--ocsp staples what a CA says of a certificate of yours, and none was named",
                    "name the certificate: --cert FILE --key FILE");
        }
        if (echo && folder.isPresent()) {
            throw Refusal.usage("--echo and a folder exclude each other", "leave one of them out");
        }
        clients.check();
        if (echo && clients.laterFor().isPresent()) {
            throw Refusal.usage("--post-handshake-auth is about paths, and --echo has none", "leave one of them out");
        }
    }

    private Optional<Site> site() {
        return folder.map(path -> {
            try {
                return Folder.of(path);
            } catch (IOException e) {
                throw Refusal.file("serve", path, e);
            }
        });
    }

    private ServerConfig config(ServerIdentity proof, Set<Wrong> faults) {
        JcaCryptoProvider crypto = JcaCryptoProvider.jdk();
        ServerConfig.Builder builder = ServerConfig.builder(crypto, SystemTime.INSTANCE, proof.credentials());
        offer.applyTo(builder, crypto);
        certificates.applyTo(builder);
        records.applyTo(builder);
        builder.alwaysRetry(cookie || faults.contains(Wrong.HRR)).requireServerName(faults.contains(Wrong.REQUIRE_SNI));
        if (cookie) {
            builder.statelessRetry(StatelessRetry.of(CookieKeys.rotating(crypto, StatelessRetry.DEFAULT_LIFETIME)));
        }
        if (faults.contains(Wrong.NO_ALPN)) {
            builder.alpn(List.of("limpid-nobody-speaks-this"));
        } else if (!offer.hasAlpn() && !echo) {
            builder.alpn(List.of("http/1.1"));
        }
        ExternalPsks keys = ExternalPsks.of(psks.list(console, crypto));
        clients.applyTo(builder, crypto, faults.contains(Wrong.REQUIRE_CERT), keys);
        return builder.build();
    }

    private TlsServer bind(ServerConfig config, ClientWatch watch) {
        try {
            return TlsServer.builder(config)
                    .timeouts(Timeouts.SERVER)
                    .transports(watch::tapped)
                    .observers(client -> watch.observer())
                    .listener(watch)
                    .bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException e) {
            throw Refusal.usage(
                    "--host " + Refusal.quoted(host) + " is no address of this machine", "give an IP address");
        } catch (IOException e) {
            throw Refusal.local(
                    "cannot listen at " + Refusal.quoted(host) + " port " + port + ": "
                            + Refusal.quoted(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)),
                    "stop the program that holds the port, or choose another: --port 0 takes any free one");
        }
    }

    private void announce(TlsServer server, ServerIdentity proof, Set<Wrong> faults) {
        InetSocketAddress address = server.address();
        String place = address.getAddress().getHostAddress();
        String at = (place.contains(":") ? "[" + place + "]" : place) + ":" + address.getPort();
        String what = echo
                ? "echo"
                : folder.map(f -> "folder " + f.toAbsolutePath().normalize()).orElse("about the connection");
        console.say("limpid: listening on https://" + at + "  (" + Refusal.quoted(what) + ")");
        faults.forEach(f -> console.say("        wrong on purpose: " + f.sentence()));
        proof.lines(address.getPort()).forEach(line -> console.say("        " + line));
        console.say("        Ctrl-C stops it");
    }

    private void serve(TlsChannel channel, Optional<Site> site, ClientWatch watch, Deadlines deadlines)
            throws IOException {
        try (Deadlines.Watched watched = deadlines.watch(patience -> late(channel, watch, patience))) {
            if (echo) {
                echo(channel, watched);
            } else {
                speakHttp(channel, site, watch, watched);
            }
        }
    }

    private static void end(TlsChannel channel, Set<Wrong> faults, ClientWatch watch) throws IOException {
        if (faults.contains(Wrong.TRUNCATE)) {
            channel.abort();
        } else {
            channel.close();
        }
        watch.finished(channel.peer());
    }

    private void speakHttp(TlsChannel channel, Optional<Site> site, ClientWatch watch, Timer timer) throws IOException {
        Site open = site.orElseGet(() -> new AboutConnection(channel::facts));
        Site served = clients.laterFor()
                .<Site>map(path -> new Guarded(open, path, () -> isAuthenticated(channel)))
                .orElse(open);
        Exchanges told = (request, status, received, sent) -> {
            watch.tell(channel.peer(), new Event.ApplicationMessageSeen(Side.CLIENT, request, received));
            watch.tell(channel.peer(), new Event.ApplicationMessageSeen(Side.SERVER, "HTTP " + status, sent));
        };
        HttpSession session =
                new HttpSession(channel.inputStream(), channel.outputStream(), served, timer, told, channel::isEarly);
        try {
            session.serve();
        } catch (TlsException | IOException e) {
            if (!session.isDone()) {
                throw e;
            }
            watch.leftWhenDone(channel.peer());
        }
    }

    /** Whether the client has shown a certificate, now that it was asked again if it can be. */
    private static boolean isAuthenticated(TlsChannel channel) throws IOException {
        if (channel.handshake().clientAuthenticated()
                || channel.facts().filter(f -> f.clientAuthenticated()).isPresent()) {
            return true;
        }
        return channel.mayRequestClientCertificate()
                && channel.authenticateClient(ClientAuthentication.WANT, Timer.Patience.BODY.duration());
    }

    private static void echo(TlsChannel channel, Timer timer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        timer.awaits(Timer.Patience.IDLE);
        while (channel.read(buffer) >= 0) {
            channel.write(buffer.flip());
            buffer.clear();
            timer.awaits(Timer.Patience.IDLE);
        }
    }

    /** An idle client is told goodbye; one that stops in the middle of something is cut off. */
    private static void late(TlsChannel channel, ClientWatch watch, Timer.Patience patience) {
        try {
            if (patience == Timer.Patience.IDLE) {
                channel.close();
                return;
            }
            watch.tell(
                    channel.peer(),
                    new Event.TransportEnded(
                            Event.Ending.TIMEOUT,
                            "too slow: " + patience.duration().toSeconds() + " s"));
            channel.abort();
        } catch (IOException e) {
            // It left by itself.
        }
    }

    private void stop(TlsServer server, ServerIdentity proof, ClientWatch watch) {
        try {
            server.close(GRACE);
        } catch (IOException e) {
            // It stops listening in any case when the process ends.
        }
        proof.close();
        console.say("limpid: stopped after " + watch.count() + (watch.count() == 1 ? " client" : " clients"));
    }
}
