// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
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

/** A whole application, a Jetty and the JDK's clients, that does not know Limpid: no line of it names a provider. */
public final class Application {
    private Application() {}

    /**
     * Serves two requests to itself and prints what {@link #serveAndAsk} returns.
     *
     * @param arguments a key store, a trust store, their password
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(serveAndAsk(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]));
    }

    /** Returns who made the TLS of the server, of a client with engines and of one with sockets: the module or else the package of each. */
    static String serveAndAsk(Path keys, Path trusted, String password) throws Exception {
        Server server = new Server();
        try {
            int port = start(server, keys, password);
            return ask(port, trusted, password);
        } finally {
            server.stop();
        }
    }

    private static int start(Server server, Path keys, String password) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keys.toUri().toString());
        tls.setKeyStorePassword(password);
        HttpConfiguration https = new HttpConfiguration();
        https.addCustomizer(new SecureRequestCustomizer());
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        ServerConnector connector = new ServerConnector(
                server, tls, alpn, new HTTP2ServerConnectionFactory(https), new HttpConnectionFactory(https));
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                var data = (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
                Content.Sink.write(response, true, maker(data.sslSession()), callback);
                return true;
            }
        });
        server.start();
        return connector.getLocalPort();
    }

    private static String ask(int port, Path trusted, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trusted)) {
            store.load(in, password.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        URI uri = URI.create("https://localhost:" + port + "/");
        return "server " + byClient(context, uri) + ", " + byUrl(context, uri);
    }

    private static String byClient(SSLContext context, URI uri) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            String version = response.version().toString();
            return response.body() + ", " + version + " client "
                    + maker(response.sslSession().orElseThrow());
        }
    }

    private static String byUrl(SSLContext context, URI uri) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        if (connection.getResponseCode() != 200) {
            throw new IllegalStateException(connection.getResponseMessage());
        }
        return "socket " + maker(connection.getSSLSession().orElseThrow());
    }

    private static String maker(SSLSession session) {
        Class<?> kind = session.getSessionContext().getClass();
        String place = kind.getModule().isNamed() ? "module " + kind.getModule().getName() : kind.getPackageName();
        return session.getProtocol() + " of " + place;
    }
}
