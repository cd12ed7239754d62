// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.limpid.inspect.KeyLog;
import dev.limpid.jsse.LimpidContext;
import dev.limpid.jsse.LimpidFailure;
import dev.limpid.jsse.LimpidParameters;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.TlsException;
import dev.limpid.testkit.TestCertificate;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** What the types of JSSE cannot say, on connections that a framework makes: it has a context, and knows nothing of this. */
class BeyondJsseTest {
    private static final KeyManager[] SERVER_KEYS = {Ingredients.keyManager()};
    private static final TestCertificate NEXT =
            Ingredients.root().leaf("localhost").issue();
    private static final KeyManager[] NEXT_KEYS = {Ingredients.keyManager(NEXT)};
    private static final TrustManager[] TRUST = {Ingredients.trustManager()};

    @Test
    void parametersOfAContextReachAllItsConnections() throws Exception {
        StringWriter log = new StringWriter();
        SSLContext context = limpid(null);
        // #region parameters
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        KeyLog keyLog = KeyLog.to(log, access);
        LimpidParameters more = LimpidContext.of(context).parameters();
        more.client(client -> client.secretAccess(access).observer(keyLog.connection()));
        LimpidContext.of(context).parameters(more);
        // #endregion
        try (EchoServer server = EchoServer.http1(limpid(SERVER_KEYS))) {
            ask(context, server);
        }
        assertThat(log.toString().lines().filter(line -> line.startsWith("SERVER_HANDSHAKE_TRAFFIC_SECRET ")))
                .hasSize(1);
    }

    @Test
    void sessionsTellWhatHappened() throws Exception {
        try (EchoServer server = EchoServer.http1(limpid(SERVER_KEYS))) {
            ask(limpid(null), server);
            SSLSession session = server.session();
            // #region session
            LimpidSession limpid = LimpidSession.of(session);
            String group =
                    limpid.facts().flatMap(facts -> facts.group()).orElseThrow().toString();
            HandshakeReport report = limpid.report();
            // #endregion
            assertThat(group).isEqualTo("X25519MLKEM768");
            assertThat(report.entries()).isNotEmpty();
        }
    }

    @Test
    void exceptionsTellWhatWentWrong() throws Exception {
        SSLContext strangers = SSLContext.getInstance("TLS", new LimpidProvider());
        strangers.init(null, null, null);
        try (EchoServer server = EchoServer.http1(limpid(SERVER_KEYS))) {
            Throwable thrown = catchThrowable(() -> ask(strangers, server));
            // #region failure
            TlsException failure = LimpidFailure.of(thrown).orElseThrow();
            String code = failure.code();
            String section = failure.section();
            // #endregion
            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(code).isEqualTo("CERTIFICATE_UNKNOWN_CA");
            assertThat(section).startsWith("RFC 9846 ");
        }
    }

    @Test
    void keysAreReplacedWhileConnectionsRun() throws Exception {
        SSLContext context = limpid(SERVER_KEYS);
        try (EchoServer server = EchoServer.http1(context);
                HttpClient client = client(limpid(null))) {
            ask(client, server);
            // #region reload
            LimpidContext.of(context).reload(NEXT_KEYS, TRUST);
            // #endregion
            ask(client, server);
            assertThat(server.session()).isSameAs(server.session());
            ask(limpid(null), server);
            assertThat(server.session().getLocalCertificates()).containsExactly(NEXT.certificate());
        }
    }

    @Test
    void contextsResumeTheirSessions() throws Exception {
        SSLContext context = limpid(null);
        try (EchoServer server = EchoServer.http1(limpid(SERVER_KEYS))) {
            ask(context, server);
            ask(context, server);
            SSLSession first = server.session();
            SSLSession second = server.session();
            assertThat(LimpidSession.of(first).facts().orElseThrow().resumed()).isFalse();
            assertThat(LimpidSession.of(second).facts().orElseThrow().resumed()).isTrue();
            assertThat(second.getId()).isEqualTo(first.getId());
        }
    }

    private static SSLContext limpid(KeyManager[] keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", new LimpidProvider());
        context.init(keys, TRUST, null);
        return context;
    }

    private static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static void ask(SSLContext context, EchoServer server) throws IOException, InterruptedException {
        try (HttpClient client = client(context)) {
            ask(client, server);
        }
    }

    private static void ask(HttpClient client, EchoServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri()).build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
}
