// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ServerConfig;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Our server as a web server on a loopback port: one page for each connection, which it closes, so that the next comes anew. */
final class PageServer implements AutoCloseable {
    private final Map<String, String> pages;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final TlsServer server;
    private volatile Supplier<Observer> observers = () -> Observer.NONE;
    private volatile boolean updatesKeys;

    /** A request: what its connection had agreed on, and whether it came as early data. */
    record Visit(ConnectionFacts facts, boolean early) {}

    /** @param pages by path; there is nothing else */
    PageServer(ServerConfig config, Map<String, String> pages) {
        this.pages = pages;
        try {
            server = TlsServer.builder(config)
                    // Whoever closes properly is heard out, however long that takes
                    .timeouts(Timeouts.SERVER.withClose(Duration.ofMinutes(1)))
                    .observers(client -> ((Observer) (nanos, event) -> events.add(event)).and(observers.get()))
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start(this::handle);
    }

    /** Has each connection watched by one of {@code others}. */
    PageServer watchedBy(Supplier<Observer> others) {
        observers = others;
        return this;
    }

    /** Asks each client for new keys before it answers; a connection may have many requests then. */
    PageServer updatingKeys() {
        updatesKeys = true;
        return this;
    }

    int port() {
        return server.address().getPort();
    }

    /** The requests, in order. */
    List<Visit> visits() {
        return visits;
    }

    /** What our end of all connections told. */
    List<Event> events() {
        return events;
    }

    /** How a connection ended, once one has. */
    Event.Closure awaitClosure(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            for (Event event : events) {
                if (event instanceof Event.Closed closed) {
                    return closed.closure();
                }
            }
            assertThat(System.nanoTime()).as("the end of a connection").isLessThan(end);
            Thread.sleep(5);
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
        boolean more = true;
        while (more) {
            more = serve(in, channel) && updatesKeys;
        }
        channel.close();
    }

    /** Whether there was a request. */
    private boolean serve(BufferedReader in, TlsChannel channel) throws IOException {
        String request = in.readLine();
        boolean early = channel.isEarly();
        for (String line = request; line != null && !line.isEmpty(); line = in.readLine()) {
            // Nothing of what a client says of itself matters here
        }
        if (request == null) {
            return false;
        }
        visits.add(new Visit(channel.handshake(), early));
        if (updatesKeys) {
            channel.updateKeys(true);
        }
        channel.outputStream()
                .write(answer(request.substring(request.indexOf(' ') + 1, request.lastIndexOf(' ')))
                        .getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private String answer(String path) {
        String body = pages.getOrDefault(path, "");
        String type = path.endsWith(".js") ? "text/javascript" : "text/html";
        return "HTTP/1.1 " + (pages.containsKey(path) ? "200 OK" : "404 Not Found") + "\r\nContent-Type: " + type
                + "\r\nCache-Control: no-store\r\nConnection: " + (updatesKeys ? "keep-alive" : "close")
                + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
