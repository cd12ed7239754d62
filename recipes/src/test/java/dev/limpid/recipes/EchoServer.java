// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLSession;

/** Undertow, answering every request with its own body: a server for the recipes of clients. */
final class EchoServer implements AutoCloseable {
    private final CompletableFuture<SSLSession> session = new CompletableFuture<>();
    private final Undertow undertow;

    private EchoServer(boolean h2) {
        // #region server
        undertow = Undertow.builder()
                .addHttpsListener(0, "localhost", Ingredients.server())
                .setServerOption(UndertowOptions.ENABLE_HTTP2, h2)
                // #endregion
                .setHandler(exchange -> {
                    session.complete(
                            exchange.getConnection().getSslSessionInfo().getSSLSession());
                    exchange.getRequestReceiver()
                            .receiveFullBytes(
                                    (asked, body) -> asked.getResponseSender().send(ByteBuffer.wrap(body)));
                })
                .build();
        undertow.start();
    }

    /** One that speaks HTTP/1.1 and, if asked by ALPN, h2. */
    static EchoServer h2() {
        return new EchoServer(true);
    }

    /** One that speaks HTTP/1.1 only. */
    static EchoServer http1() {
        return new EchoServer(false);
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
    }

    URI uri() {
        return URI.create("https://localhost:" + port() + "/");
    }

    /** The session of the first request; waits for it. */
    SSLSession session() throws InterruptedException, ExecutionException {
        return session.get();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
