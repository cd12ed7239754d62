// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Undertow's server. */
class UndertowTest {
    private final CompletableFuture<SSLSession> serverSession = new CompletableFuture<>();
    private Undertow server;

    @BeforeEach
    void start() {
        // #region server
        Undertow.Builder builder = Undertow.builder().addHttpsListener(0, "localhost", Ingredients.server());
        // #endregion
        server = builder.setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(exchange -> {
                    serverSession.complete(
                            exchange.getConnection().getSslSessionInfo().getSSLSession());
                    exchange.getRequestReceiver()
                            .receiveFullBytes(
                                    (asked, body) -> asked.getResponseSender().send(ByteBuffer.wrap(body)));
                })
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void jdkClientAsksOverHttp1() throws Exception {
        Guest.visit(port(), Version.HTTP_1_1);
        Proof.of(serverSession.get());
    }

    /** It offers h2 only where a cipher suite of TLS 1.2 is enabled too, which no provider of TLS 1.3 alone has. */
    @Test
    void speaksHttp1ToWhoeverWouldSpeakHttp2() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(Ingredients.client()).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/"))
                    .build();
            Version spoken = client.send(request, BodyHandlers.discarding()).version();
            assertThat(spoken).isEqualTo(Ingredients.isLimpid() ? Version.HTTP_1_1 : Version.HTTP_2);
        }
    }

    private int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }
}
