// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient.Version;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;

/** Jetty: its server, {@link EchoServer}, with HTTP/1.1 and h2, asked by its own client and by the JDK's. */
class JettyTest {

    @Test
    void ownClientAsksOverHttp1() throws Exception {
        try (EchoServer server = EchoServer.http1()) {
            ask(server, HttpClientConnectionFactory.HTTP11, HttpVersion.HTTP_1_1);
        }
    }

    @Test
    void ownClientAsksOverHttp2() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            var h2 = new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(new ClientConnector()));
            ask(server, h2, HttpVersion.HTTP_2);
        }
    }

    @Test
    void jdkClientAsksOverHttp1() throws Exception {
        try (EchoServer server = EchoServer.http1()) {
            Guest.visit(server.port(), Version.HTTP_1_1);
            Proof.of(server.session());
        }
    }

    @Test
    void jdkClientAsksOverHttp2() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            Guest.visit(server.port(), Version.HTTP_2);
            Proof.of(server.session());
        }
    }

    @Test
    void clientWithoutAlpnGetsTheDefaultProtocol() throws Exception {
        try (EchoServer server = EchoServer.h2()) {
            Guest.visit(server.port(), Version.HTTP_1_1);
            Proof.of(server.session());
        }
    }

    private static void ask(EchoServer server, ClientConnectionFactory.Info protocol, HttpVersion version)
            throws Exception {
        // #region client
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(Ingredients.client());
        ClientConnector transport = new ClientConnector();
        transport.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(transport, protocol));
        // #endregion
        client.start();
        try {
            var answer = client.POST(server.uri())
                    .body(new StringRequestContent("to Jetty"))
                    .send();
            assertThat(answer.getVersion()).isEqualTo(version);
            assertThat(answer.getContentAsString()).isEqualTo("to Jetty");
            assertThatThrownBy(() -> client.GET(server.unnamed())).cause().satisfies(Proof::isRefusalOfName);
        } finally {
            client.stop();
        }
        Proof.of(server.session());
    }
}
