// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
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

/** A Jetty that answers every request with its own body: its own recipe, and the server of those for clients. */
final class EchoServer implements AutoCloseable {
    private final BlockingQueue<SSLSession> sessions = new LinkedBlockingQueue<>();
    private final Server server = new Server();
    private final ServerConnector connector;

    private EchoServer(SSLContext context, boolean h2) throws Exception {
        HttpConfiguration https = new HttpConfiguration();
        https.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http1 = new HttpConnectionFactory(https);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        // #region server
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        connector = h2
                ? new ServerConnector(server, tls, alpn, new HTTP2ServerConnectionFactory(https), http1)
                : new ServerConnector(server, tls, http1);
        // #endregion
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.start();
    }

    /** One that speaks h2 and HTTP/1.1, as ALPN says. */
    static EchoServer h2() throws Exception {
        return new EchoServer(Ingredients.server(), true);
    }

    /** One that speaks HTTP/1.1 and has no ALPN. */
    static EchoServer http1() throws Exception {
        return http1(Ingredients.server());
    }

    /** One that speaks HTTP/1.1 by connections of that context. */
    static EchoServer http1(SSLContext context) throws Exception {
        return new EchoServer(context, false);
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri() {
        return URI.create("https://localhost:" + port() + "/");
    }

    /** The same server by an address that its certificate does not have. */
    URI unnamed() {
        return URI.create("https://127.0.0.1:" + port() + "/");
    }

    /** The session of the first request, then that of the second, and so on; waits for it. */
    SSLSession session() throws InterruptedException {
        return sessions.take();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private final class Echo extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            var data = (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
            sessions.add(data.sslSession());
            Content.copy(request, response, callback);
            return true;
        }
    }
}
