// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.http.Folder;
import dev.limpid.cli.http.Site;
import dev.limpid.cli.serve.Deadlines;
import dev.limpid.cli.serve.Wrong;
import dev.limpid.config.ServerConfig;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    @Option(names = "--echo", description = "Send back whatever comes, instead of HTTP.")
    private boolean echo;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private StoryOptions story = new StoryOptions();

    @Mixin
    private LookOptions look = new LookOptions();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Optional<Site> site = site();
        try (ServerIdentity proof = options.identity(console);
                Deadlines deadlines = new Deadlines()) {
            ServerConfig config = options.config(console, proof, echo ? List.of() : List.of("http/1.1"));
            ClientWatch watch = new ClientWatch(console, new Report(console.out(), look.look(console), story));
            boolean truncates = options.faults().contains(Wrong.TRUNCATE);
            try (TlsServer server = bind(config, watch);
                    Interruption _ = Interruption.watch(() -> stop(server, proof, watch))) {
                announce(server, proof);
                server.serve(new Attendant(echo, site, options.laterFor(), truncates, watch, deadlines));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ExitCode.OK;
        }
    }

    private void check() {
        if (port < 0 || port > 65535) {
            throw Refusal.usage(port + " is no port", "ports go from 1 to 65535; 0 lets the system choose");
        }
        if (echo && folder.isPresent()) {
            throw Refusal.usage("--echo and a folder exclude each other", "leave one of them out");
        }
        options.check();
        if (echo && options.laterFor().isPresent()) {
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

    private void announce(TlsServer server, ServerIdentity proof) {
        InetSocketAddress address = server.address();
        String place = address.getAddress().getHostAddress();
        String at = (place.contains(":") ? "[" + place + "]" : place) + ":" + address.getPort();
        String what = echo
                ? "echo"
                : folder.map(f -> "folder " + f.toAbsolutePath().normalize()).orElse("about the connection");
        console.say("limpid: listening on https://" + at + "  (" + Refusal.quoted(what) + ")");
        options.faults().forEach(f -> console.say("        wrong on purpose: " + f.sentence()));
        proof.lines(address.getPort()).forEach(line -> console.say("        " + line));
        console.say("        Ctrl-C stops it");
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
