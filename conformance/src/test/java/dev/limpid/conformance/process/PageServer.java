// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.config.ServerConfig;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.observe.ConnectionFacts;
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

/** Our server as a web server on a loopback port: one page for each connection, which it closes, so that the next comes anew. */
final class PageServer implements AutoCloseable {
    private final Map<String, String> pages;
    private final List<ConnectionFacts> visits = new CopyOnWriteArrayList<>();
    private final TlsServer server;

    /** @param pages by path; there is nothing else */
    PageServer(ServerConfig config, Map<String, String> pages) {
        this.pages = pages;
        try {
            server = TlsServer.builder(config).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start(this::handle);
    }

    int port() {
        return server.address().getPort();
    }

    /** What each connection with a request agreed on, in order. */
    List<ConnectionFacts> visits() {
        return visits;
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
        String request = in.readLine();
        for (String line = request; line != null && !line.isEmpty(); line = in.readLine()) {
            // Nothing of what a client says of itself matters here
        }
        if (request != null) {
            visits.add(channel.facts().orElseThrow());
            channel.outputStream()
                    .write(answer(request.substring(request.indexOf(' ') + 1, request.lastIndexOf(' ')))
                            .getBytes(StandardCharsets.UTF_8));
        }
        channel.close();
    }

    private String answer(String path) {
        String body = pages.getOrDefault(path, "");
        String type = path.endsWith(".js") ? "text/javascript" : "text/html";
        return "HTTP/1.1 " + (pages.containsKey(path) ? "200 OK" : "404 Not Found") + "\r\nContent-Type: " + type
                + "\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
