// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.net.ServerListener;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our server on a loopback port: sends back each line, and closes after {@code bye}, or when the client has closed. */
final class EchoServer implements AutoCloseable {
    /** The line after which our server closes first. */
    static final String BYE = "bye";

    /** The line to which our server answers at length: with {@link #LONG}. */
    static final String MUCH = "much";

    /** 3000 bytes, and {@code shade}. */
    static final String LONG = "lamp ".repeat(600) + "shade";

    /** The line after which our server asks for the client's certificate. */
    static final String WHO = "who are you?";

    private final BlockingQueue<Visit> visits = new LinkedBlockingQueue<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final TlsServer server;
    private volatile boolean updatesKeys;

    /**
     * How a client's visit ended.
     *
     * @param failure of the handshake or after it; none if the client or we closed as one should
     */
    record Visit(Optional<ConnectionFacts> facts, Optional<Throwable> failure) {}

    EchoServer(ServerConfig config) {
        try {
            server = TlsServer.builder(config)
                    .observers(client -> (nanos, event) -> events.add(event))
                    .listener(new Listener())
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start(this::handle);
    }

    int port() {
        return server.address().getPort();
    }

    /** Asks each client for new keys before the first line is sent back. */
    EchoServer updatingKeys() {
        updatesKeys = true;
        return this;
    }

    /** What our end of all visits told. */
    List<Event> events() {
        return events;
    }

    /** The next visit that ends. */
    Visit next(Duration patience) {
        try {
            Visit visit = visits.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (visit == null) {
                throw new AssertionError("no client's visit ended in " + patience);
            }
            return visit;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close(Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(TlsChannel channel) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(channel.inputStream(), StandardCharsets.UTF_8));
        OutputStream out = channel.outputStream();
        if (updatesKeys) {
            channel.updateKeys(true);
        }
        String line = in.readLine();
        while (line != null) {
            if (line.equals(WHO)) {
                channel.requestClientCertificate(ClientAuthentication.NEED);
            }
            out.write(((line.equals(MUCH) ? LONG : line) + "\n").getBytes(StandardCharsets.UTF_8));
            line = line.equals(BYE) ? null : in.readLine();
        }
        channel.close();
        visits.add(new Visit(channel.facts(), Optional.empty()));
    }

    private final class Listener implements ServerListener {
        @Override
        public void connectionFailed(String client, Throwable cause) {
            visits.add(new Visit(Optional.empty(), Optional.of(cause)));
        }

        @Override
        public void acceptFailed(IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
