// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OkHttp, with h2 by ALPN, and HTTP/1.1 with a server that has nothing else. */
class OkHttpTest {
    // #region client
    private final OkHttpClient client = new OkHttpClient.Builder()
            .sslSocketFactory(Ingredients.client().getSocketFactory(), Ingredients.trustManager())
            .build();
    // #endregion

    @AfterEach
    void close() throws InterruptedException {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
        assertThat(client.dispatcher().executorService().awaitTermination(60, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void asksOverHttp2() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            ask(server, Protocol.HTTP_2);
            Proof.of(server.session());
        }
    }

    @Test
    void asksOverHttp1() throws Exception {
        try (EchoServer server = EchoServer.http1()) {
            ask(server, Protocol.HTTP_1_1);
            Proof.of(server.session());
        }
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            var request = new Request.Builder().url(server.unnamed().toURL()).build();
            assertThatThrownBy(() -> client.newCall(request).execute()).isInstanceOf(SSLPeerUnverifiedException.class);
        }
    }

    private void ask(EchoServer server, Protocol protocol) throws Exception {
        String large = "okhttp ".repeat(100_000);
        for (String body : new String[] {"short", large}) {
            var request = new Request.Builder()
                    .url(server.uri().toURL())
                    .post(RequestBody.create(body, MediaType.get("text/plain")))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                assertThat(response.protocol()).isEqualTo(protocol);
                assertThat(response.handshake().tlsVersion().javaName()).isEqualTo("TLSv1.3");
                assertThat(response.body().string()).isEqualTo(body);
            }
        }
    }
}
