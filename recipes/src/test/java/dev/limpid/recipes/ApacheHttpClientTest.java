// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Test;

/** Apache HttpClient 5: the blocking client on sockets, the asynchronous one on engines with h2 by ALPN. */
class ApacheHttpClientTest {

    @Test
    void blockingClientAsks() throws Exception {
        // #region classic
        var tls = ClientTlsStrategyBuilder.create()
                .setSslContext(Ingredients.client())
                .buildClassic();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .build();
        CloseableHttpClient client =
                HttpClients.custom().setConnectionManager(connections).build();
        // #endregion
        try (client) {
            try (EchoServer server = EchoServer.h2()) {
                HttpClientContext context = HttpClientContext.create();
                HttpPost post = new HttpPost(server.uri());
                post.setEntity(new StringEntity("to Apache"));
                String answer = client.execute(post, context, response -> EntityUtils.toString(response.getEntity()));
                assertThat(answer).isEqualTo("to Apache");
                HttpPost unnamed = new HttpPost(server.unnamed());
                assertThatThrownBy(() -> client.execute(unnamed, HttpResponse::getCode))
                        .satisfies(Proof::isRefusalOfName);
                Proof.of(context.getSSLSession());
                Proof.of(server.session());
            }
        }
    }

    @Test
    void asynchronousClientAsksOverHttp2() throws Exception {
        // #region async
        var tls = ClientTlsStrategyBuilder.create()
                .setSslContext(Ingredients.client())
                .buildAsync();
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tls)
                .build();
        CloseableHttpAsyncClient client =
                HttpAsyncClients.custom().setConnectionManager(connections).build();
        // #endregion
        try (client) {
            client.start();
            try (EchoServer server = EchoServer.h2()) {
                SimpleHttpRequest post = SimpleRequestBuilder.post(server.uri())
                        .setBody("to Apache by h2", ContentType.TEXT_PLAIN)
                        .build();
                var answer = client.execute(post, null).get(60, TimeUnit.SECONDS);
                assertThat(answer.getBodyText()).isEqualTo("to Apache by h2");
                assertThat(answer.getVersion()).isEqualTo(HttpVersion.HTTP_2);
                SimpleHttpRequest unnamed =
                        SimpleRequestBuilder.get(server.unnamed()).build();
                assertThatThrownBy(() -> client.execute(unnamed, null).get(60, TimeUnit.SECONDS))
                        .cause()
                        .satisfies(Proof::isRefusalOfName);
                Proof.of(server.session());
            }
        }
    }
}
