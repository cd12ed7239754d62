// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.inspect.KeyLog;
import dev.limpid.jsse.LimpidContext;
import dev.limpid.jsse.LimpidFailure;
import dev.limpid.jsse.LimpidParameters;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.net.CertificateCompressors;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.session.RecentBinders;
import dev.limpid.wire.Bytes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What Limpid can do that JSSE has no words for. */
final class LimpidExtensionsTest {
    private static final Subject LIMPID = new Subject("Limpid", new LimpidProvider());
    private static final Bytes REQUEST = Bytes.ofUtf8("GET /products");

    @Test
    void aSessionTellsWhatJsseCannot() throws Exception {
        EnginePair pair = LIMPID.pair().handshake();
        LimpidSession session = session(pair.client());
        ConnectionFacts facts = session.facts().orElseThrow();
        assertThat(facts.group()).contains(NamedGroup.X25519MLKEM768);
        assertThat(facts.signatureScheme()).isPresent();
        assertThat(session.report().established()).contains(facts);
        assertThat(session.report().path()).isPresent();
        assertThat(session.tlsExporter())
                .isEqualTo(session(pair.server()).tlsExporter())
                .matches(binding -> binding.length() == 32);
        assertThat(session.earlyDataAccepted()).isEmpty();
    }

    @Test
    void keysAreUpdatedOnRequestAndNobodyNotices() throws Exception {
        EnginePair pair = LIMPID.pair().handshake();
        session(pair.client()).updateKeys(true);
        pair.exchange();
        pair.exchange();
        assertThat(session(pair.server()).report().entries())
                .filteredOn(entry -> entry.event() instanceof Event.KeyUpdated)
                .hasSize(2);
        assertThat(pair.client().timesFinished()).isEqualTo(1);
    }

    @Test
    void aFailureCarriesItsCodeItsSectionAndTheReport() throws Exception {
        EnginePair pair = EnginePair.of(LIMPID.visitor(), LIMPID.context(Papers.unknown()));
        pair.attempt();
        SSLException thrown = pair.client().failure().orElseThrow();
        assertThat(thrown).isInstanceOf(SSLHandshakeException.class);
        TlsException failure =
                LimpidFailure.of(new RuntimeException("a framework's", thrown)).orElseThrow();
        assertThat(failure.code()).isEqualTo("CERTIFICATE_UNKNOWN_CA");
        assertThat(failure.section()).isEqualTo("RFC 9846 6.2");
        assertThat(failure.violation().map(Violation::alert)).contains(AlertDescription.UNKNOWN_CA);
        assertThat(failure.report().path()).isPresent();
        assertThat(failure).hasCauseInstanceOf(CertificateException.class);
        TlsException heard =
                LimpidFailure.of(pair.server().failure().orElseThrow()).orElseThrow();
        assertThat(heard.peerAlert().orElseThrow().description()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertThat(LimpidFailure.of(new RuntimeException("another's"))).isEmpty();
        assertThat(LimpidFailure.of(null)).isEmpty();
    }

    @Test
    void aSharedKeyReplacesCertificates() throws Exception {
        Bytes identity = Bytes.ofUtf8("client 17");
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.context();
        LimpidParameters parameters = new LimpidParameters();
        parameters.client(
                builder -> builder.externalPsks(List.of(key(identity))).pskOnly(true));
        parameters.server(builder -> builder.externalPsks(ExternalPsks.of(List.of(key(identity)))));
        LimpidContext.of(client).parameters(parameters);
        LimpidContext.of(server).parameters(parameters);
        EnginePair pair = EnginePair.of(client, server).handshake();
        pair.exchange();
        assertThat(session(pair.client()).facts().orElseThrow().signatureScheme())
                .isEmpty();
    }

    @Test
    void aKnownKeyReplacesCertificates() throws Exception {
        Bytes key = Bytes.of(Papers.SHOP.certificate().getPublicKey().getEncoded());
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.context();
        LimpidParameters parameters = new LimpidParameters();
        parameters.client(builder -> builder.verifier(RawKeyVerifier.accepting(List.of(key))));
        parameters.server(builder ->
                builder.credentials(Credentials.of(Credential.ofRawKey("raw", key, Papers.SHOP.privateKey()))));
        LimpidContext.of(client).parameters(parameters);
        LimpidContext.of(server).parameters(parameters);
        EnginePair pair = EnginePair.of(client, server).handshake();
        pair.exchange();
        assertThat(session(pair.client()).facts().orElseThrow().signatureScheme())
                .isPresent();
        assertThatThrownBy(() -> pair.client().engine().getSession().getPeerCertificates())
                .isInstanceOf(SSLPeerUnverifiedException.class)
                .hasMessageContaining("something else than X.509");
    }

    @Test
    void sessionsOfOtherConstraintsAreNotResumed() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        EnginePair.of(client, server).handshake().exchange();
        EnginePair stricter = new EnginePair(
                Subject.client(
                        client, Subject.HOST, parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS")),
                Subject.server(server));
        stricter.handshake();
        assertThat(session(stricter.client()).facts().orElseThrow().resumed()).isFalse();
    }

    @Test
    void earlyDataArrivesBeforeTheHandshakeIsOver() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        LimpidParameters accepting = new LimpidParameters();
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        accepting.server(builder -> builder.earlyData(EarlyDataPolicy.of(1_000, new RecentBinders(100, longAgo))));
        LimpidContext.of(server).parameters(accepting);
        EnginePair.of(client, server).handshake().exchange();
        EnginePair pair = new EnginePair(withEarlyData(client), Subject.server(server));
        pair.client().engine().beginHandshake();
        pair.client().work();
        pair.server().receive(pair.client().take());
        pair.server().work();
        pair.server().work();
        assertThat(session(pair.server()).isEarly()).isTrue();
        assertThat(pair.server().received()).isEqualTo(REQUEST.toArray());
        pair.run();
        pair.exchange();
        assertThat(session(pair.client()).earlyDataAccepted()).contains(true);
        assertThat(session(pair.server()).isEarly()).isFalse();
    }

    @Test
    void earlyDataThatNobodyTakesIsLostAndSaysSo() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        LimpidParameters accepting = new LimpidParameters();
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        accepting.server(builder -> builder.earlyData(EarlyDataPolicy.of(1_000, new RecentBinders(100, longAgo))));
        LimpidContext.of(server).parameters(accepting);
        EnginePair.of(client, server).handshake().exchange();
        LimpidContext.of(server).reload(Papers.keys(Papers.SHOP), Papers.trust());
        EnginePair pair = new EnginePair(withEarlyData(client), Subject.server(server));
        pair.handshake();
        assertThat(pair.server().received()).isEmpty();
        pair.exchange();
        assertThat(session(pair.client()).earlyDataAccepted()).contains(false);
    }

    @Test
    void aClientProvesWhoItIsLater() throws Exception {
        SSLContext client = LIMPID.context(Papers.CLIENT);
        LimpidParameters willing = new LimpidParameters();
        willing.client(builder -> builder.postHandshakeAuthentication(true));
        LimpidContext.of(client).parameters(willing);
        EnginePair pair = EnginePair.of(client, LIMPID.shop()).handshake();
        LimpidSession server = session(pair.server());
        assertThatThrownBy(() -> pair.server().engine().getSession().getPeerCertificates())
                .isInstanceOf(SSLPeerUnverifiedException.class);
        assertThat(server.mayRequestClientCertificate()).isTrue();
        server.requestClientCertificate(ClientAuthentication.NEED);
        pair.run();
        pair.exchange();
        assertThat(pair.server().engine().getSession().getPeerCertificates())
                .containsExactly(Papers.chain(Papers.CLIENT));
        assertThat(server.facts().orElseThrow().clientAuthenticated()).isTrue();
    }

    @Test
    void aServerSendsTicketsWhenAsked() throws Exception {
        EnginePair pair = LIMPID.pair().handshake();
        pair.exchange();
        long before = tickets(pair.client());
        assertThat(session(pair.server()).sendTicket()).isTrue();
        pair.run();
        pair.exchange();
        assertThat(tickets(pair.client())).isEqualTo(before + 1);
        assertThatThrownBy(() -> session(pair.client()).sendTicket()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void certificatesTravelCompressed() throws Exception {
        LimpidParameters compressing = new LimpidParameters();
        compressing.client(builder -> builder.certificateCompression(CertificateCompressors.available()));
        compressing.server(builder -> builder.certificateCompression(CertificateCompressors.available()));
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        LimpidContext.of(client).parameters(compressing);
        LimpidContext.of(server).parameters(compressing);
        EnginePair pair = EnginePair.of(client, server).handshake();
        pair.exchange();
        assertThat(session(pair.client()).report().entries())
                .anyMatch(entry -> entry.event() instanceof Event.CertificateUncompressed);
    }

    @Test
    void aKeyLogHearsOfEachConnectionsSecrets() throws Exception {
        StringBuilder log = new StringBuilder();
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        KeyLog keyLog = KeyLog.to(log, access);
        SSLContext client = LIMPID.visitor();
        LimpidParameters logged = new LimpidParameters();
        logged.client(builder -> builder.secretAccess(access).observer(keyLog.connection()));
        LimpidContext.of(client).parameters(logged);
        EnginePair.of(client, LIMPID.shop()).handshake().exchange();
        EnginePair.of(client, LIMPID.shop()).handshake().exchange();
        assertThat(log.toString().lines().filter(line -> line.startsWith("CLIENT_HANDSHAKE_TRAFFIC_SECRET")))
                .hasSize(2);
    }

    @Test
    void newKeysHoldForNewConnectionsAndOldOnesGoOn() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        EnginePair old = EnginePair.of(client, server).handshake();
        old.exchange();
        var renewed = Papers.shopWith(dev.limpid.testkit.TestKey.ED25519);
        LimpidContext.of(server).reload(Papers.keys(renewed), null);
        EnginePair next = EnginePair.of(client, server).handshake();
        assertThat(next.client().engine().getSession().getPeerCertificates()).containsExactly(Papers.chain(renewed));
        assertThat(session(next.client()).facts().orElseThrow().resumed()).isFalse();
        old.exchange();
    }

    @Test
    void plainParametersLeaveTheOthersAsTheyAre() throws Exception {
        SSLEngine engine = LIMPID.visitor().createSSLEngine("shop.lab", 443);
        engine.setUseClientMode(true);
        AtomicInteger calls = new AtomicInteger();
        LimpidParameters own = (LimpidParameters) engine.getSSLParameters();
        own.client(builder -> calls.incrementAndGet());
        engine.setSSLParameters(own);
        SSLParameters plain = new SSLParameters();
        plain.setApplicationProtocols(new String[] {"h2"});
        engine.setSSLParameters(plain);
        engine.beginHandshake();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoMayCreateNoSessionNeedsOneToResume() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        SSLEngine first = Subject.client(client);
        first.setEnableSessionCreation(false);
        EnginePair refused = new EnginePair(first, Subject.server(server)).attempt();
        assertThat(refused.client().failure()).isPresent();
        EnginePair.of(client, server).handshake().exchange();
        SSLEngine second = Subject.client(client);
        second.setEnableSessionCreation(false);
        EnginePair resumed = new EnginePair(second, Subject.server(server)).handshake();
        assertThat(session(resumed.client()).facts().orElseThrow().resumed()).isTrue();
    }

    @Test
    void aServerThatHasForgottenASessionDoesNotResumeIt() throws Exception {
        SSLContext client = LIMPID.visitor();
        SSLContext server = LIMPID.shop();
        server.getServerSessionContext().setSessionCacheSize(1);
        EnginePair.of(client, server).handshake().exchange();
        EnginePair.of(LIMPID.visitor(), server).handshake().exchange();
        EnginePair later = EnginePair.of(client, server).handshake();
        assertThat(session(later.client()).facts().orElseThrow().resumed()).isFalse();
    }

    @Test
    void whatCannotBeNegotiatedIsSaidWhenTheHandshakeBegins() throws Exception {
        SSLEngine engine = Subject.client(
                LIMPID.visitor(),
                Subject.HOST,
                parameters -> parameters.setNamedGroups(new String[] {"no such group"}));
        assertThatThrownBy(engine::beginHandshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("no such group");
    }

    @Test
    void plainTextMayFollowTlsOnABorrowedSocket() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepted = SocketPair.elsewhere(listener::accept);
            try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                    Socket served = SocketPair.get(accepted)) {
                tcp.setSoTimeout(5_000);
                SSLSocket client =
                        (SSLSocket) LIMPID.visitor().getSocketFactory().createSocket(tcp, Subject.HOST, 443, false);
                Future<byte[]> heard = SocketPair.elsewhere(() -> {
                    SSLSocket server =
                            (SSLSocket) LIMPID.shop().getSocketFactory().createSocket(served, null, false);
                    byte[] data = server.getInputStream().readAllBytes();
                    server.close();
                    served.getOutputStream().write(Text.ANSWER);
                    return data;
                });
                client.getOutputStream().write(Text.QUESTION);
                client.close();
                assertThat(SocketPair.get(heard)).isEqualTo(Text.QUESTION);
                assertThat(tcp.isClosed()).isFalse();
                assertThat(tcp.getSoTimeout()).isEqualTo(5_000);
                assertThat(tcp.getInputStream().readNBytes(Text.ANSWER.length)).isEqualTo(Text.ANSWER);
            }
        }
    }

    @Test
    void theRandomnessThatInitIsGivenIsNotUsed() throws Exception {
        SecureRandom weak = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                throw new AssertionError("a weak one must not weaken keys");
            }
        };
        SSLContext client = SSLContext.getInstance(Subject.TLS13, LIMPID.provider());
        client.init(null, Papers.trust(), weak);
        EnginePair.of(client, LIMPID.shop()).handshake().exchange();
    }

    @Test
    void othersContextsAndSessionsAreNotUnwrapped() throws Exception {
        SSLContext other = SSLContext.getInstance("TLSv1.3", "SunJSSE");
        other.init(null, null, null);
        assertThatThrownBy(() -> LimpidContext.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SunJSSE");
        assertThatThrownBy(() -> LimpidSession.of(other.createSSLEngine().getSession()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SSLEngine withEarlyData(SSLContext context) {
        return Subject.client(context, Subject.HOST, parameters -> ((LimpidParameters) parameters).earlyData(REQUEST));
    }

    private static ExternalPsk key(Bytes identity) {
        return ExternalPsk.of(identity, Psk.of(new byte[32]));
    }

    private static long tickets(EngineEnd end) {
        return session(end).report().entries().stream()
                .map(entry -> entry.event())
                .filter(event -> event instanceof Event.MessageSeen seen
                        && seen.message() instanceof dev.limpid.message.NewSessionTicket)
                .count();
    }

    private static LimpidSession session(EngineEnd end) {
        return LimpidSession.of(Optional.ofNullable(end.engine().getHandshakeSession())
                .orElseGet(() -> end.engine().getSession()));
    }
}
