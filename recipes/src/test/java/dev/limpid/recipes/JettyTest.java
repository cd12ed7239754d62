// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jetty: its server with HTTP/1.1 and h2, asked by its own client and by the JDK's. */
class JettyTest {
    private final CompletableFuture<SSLSession> serverSession = new CompletableFuture<>();
    private final Server server = new Server();
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration https = new HttpConfiguration();
        https.addCustomizer(new SecureRequestCustomizer());
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        // #region server
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(Ingredients.server());
        connector = new ServerConnector(
                server, tls, alpn, new HTTP2ServerConnectionFactory(https), new HttpConnectionFactory(https));
        // #endregion
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void ownClientAsksOverHttp1() throws Exception {
        askByOwnClient(HttpClientConnectionFactory.HTTP11, HttpVersion.HTTP_1_1);
    }

    @Test
    void ownClientAsksOverHttp2() throws Exception {
        var h2 = new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(new ClientConnector()));
        askByOwnClient(h2, HttpVersion.HTTP_2);
    }

    @Test
    void jdkClientAsksOverHttp1() throws Exception {
        Guest.visit(connector.getLocalPort(), Version.HTTP_1_1);
        Proof.of(serverSession.get());
    }

    @Test
    void jdkClientAsksOverHttp2() throws Exception {
        Guest.visit(connector.getLocalPort(), Version.HTTP_2);
        Proof.of(serverSession.get());
    }

    private void askByOwnClient(ClientConnectionFactory.Info protocol, HttpVersion version) throws Exception {
        // #region client
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(Ingredients.client());
        ClientConnector transport = new ClientConnector();
        transport.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(transport, protocol));
        // #endregion
        client.start();
        try {
            var answer = client.POST("https://localhost:" + connector.getLocalPort() + "/")
                    .body(new StringRequestContent("to Jetty"))
                    .send();
            assertThat(answer.getVersion()).isEqualTo(version);
            assertThat(answer.getContentAsString()).isEqualTo("to Jetty");
        } finally {
            client.stop();
        }
        Proof.of(serverSession.get());
    }

    private final class Echo extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            var data = (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
            serverSession.complete(data.sslSession());
            Content.copy(request, response, callback);
            return true;
        }
    }
}
