// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's own HTTPS: {@link HttpsServer}, {@link HttpClient} over HTTP/1.1, {@link HttpsURLConnection}. */
class JdkHttpTest {
    private final CompletableFuture<SSLSession> serverSession = new CompletableFuture<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        // #region server
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Ingredients.server()));
        // #endregion
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            serverSession.complete(((HttpsExchange) exchange).getSSLSession());
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write("got ".getBytes(UTF_8));
                out.write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void httpClientAsksHttpsServer() throws Exception {
        // #region client
        HttpClient client =
                HttpClient.newBuilder().sslContext(Ingredients.client()).build();
        // #endregion
        try (client) {
            String large = "x".repeat(1_000_000);
            for (String body : new String[] {"first", "second", large}) {
                var request = HttpRequest.newBuilder(uri("localhost"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                var response = client.send(request, BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("got " + body);
                Proof.of(response.sslSession().orElseThrow());
            }
        }
        Proof.of(serverSession.get());
    }

    @Test
    void httpsUrlConnectionAsksHttpsServer() throws Exception {
        // #region url
        var connection = (HttpsURLConnection) uri("localhost").toURL().openConnection();
        connection.setSSLSocketFactory(Ingredients.client().getSocketFactory());
        // #endregion
        connection.setDoOutput(true);
        connection.getOutputStream().write("by URL".getBytes(UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(200);
        Proof.of(connection.getSSLSession().orElseThrow());
        assertThat(new String(connection.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("got by URL");
        Proof.of(serverSession.get());
    }

    @Test
    void clientsRefuseAServerOfAnotherName() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(Ingredients.client()).build()) {
            var request = HttpRequest.newBuilder(uri("127.0.0.1")).build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
                    .satisfies(Proof::isRefusalOfName);
        }
        var connection = (HttpsURLConnection) uri("127.0.0.1").toURL().openConnection();
        connection.setSSLSocketFactory(Ingredients.client().getSocketFactory());
        assertThatThrownBy(connection::getResponseCode).satisfies(Proof::isRefusalOfName);
    }

    private URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }
}
