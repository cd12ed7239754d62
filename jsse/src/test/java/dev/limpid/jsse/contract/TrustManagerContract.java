// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** What an {@link X509ExtendedTrustManager} is told: the chain, the kind of key, and the connection with the session that is being made. */
abstract class TrustManagerContract extends Contract {
    TrustManagerContract(Subject subject) {
        super(subject);
    }

    /** What was asked, and of whom. */
    private record Question(boolean aboutServer, List<X509Certificate> chain, String type, SSLSession session) {}

    /** Trusts everybody, and notes what it was asked. */
    private static final class Curious extends X509ExtendedTrustManager {
        private final List<Question> questions = new ArrayList<>();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            note(false, chain, type, ((SSLSocket) socket).getHandshakeSession());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            note(true, chain, type, ((SSLSocket) socket).getHandshakeSession());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            note(false, chain, type, engine.getHandshakeSession());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            note(true, chain, type, engine.getHandshakeSession());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("not the extended method");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("not the extended method");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        private synchronized void note(boolean aboutServer, X509Certificate[] chain, String type, SSLSession session) {
            questions.add(new Question(aboutServer, List.of(chain), type, session));
            ExtendedSSLSession extended = (ExtendedSSLSession) session;
            assertThat(session.getProtocol()).isEqualTo(Subject.TLS13);
            assertThat(session.getCipherSuite()).startsWith("TLS_");
            assertThat(extended.getLocalSupportedSignatureAlgorithms()).contains("SHA256withECDSA");
            assertThat(extended.getStatusResponses()).isEmpty();
        }
    }

    private SSLContext context(Curious trust, TestCertificate... owners) throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(Papers.keys(owners), new TrustManager[] {trust}, null);
        return context;
    }

    @Test
    void aClientAsksAboutTheServer() throws Exception {
        Curious trust = new Curious();
        EnginePair.of(context(trust), subject.context(Papers.unknown()))
                .handshake()
                .exchange();
        assertThat(trust.questions).hasSize(1);
        Question question = trust.questions.getFirst();
        assertThat(question.aboutServer()).isTrue();
        assertThat(question.chain().getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=shop.lab");
        assertThat(question.type()).isNotEmpty();
        assertThat(question.session().getPeerHost()).isEqualTo(Subject.HOST);
        assertThat(((ExtendedSSLSession) question.session()).getRequestedServerNames())
                .containsExactly(new SNIHostName(Subject.HOST));
    }

    @Test
    void aServerAsksAboutTheClient() throws Exception {
        Curious trust = new Curious();
        EnginePair pair = new EnginePair(
                Subject.client(subject.context(Papers.CLIENT)),
                Subject.server(context(trust, Papers.SHOP), parameters -> parameters.setNeedClientAuth(true)));
        pair.handshake().exchange();
        assertThat(trust.questions).hasSize(1);
        assertThat(trust.questions.getFirst().aboutServer()).isFalse();
        assertThat(trust.questions.getFirst().chain()).containsExactly(Papers.CLIENT.certificate());
        assertThat(trust.questions.getFirst().type()).isEqualTo("EC");
    }

    @Test
    void nobodyIsAskedAgainWhenASessionIsTakenUp() throws Exception {
        Curious trust = new Curious();
        SSLContext client = context(trust);
        SSLContext server = subject.shop();
        for (int time = 0; time < 3; time++) {
            EnginePair.of(client, server).handshake().exchange();
        }
        assertThat(trust.questions).hasSize(1);
    }

    @Test
    void aPlainManagerDoesNotExcuseFromTheName() throws Exception {
        SSLContext lax = SSLContext.getInstance(Subject.TLS13, subject.provider());
        lax.init(null, new TrustManager[] {new Everybody()}, null);
        EnginePair deceived = new EnginePair(
                Subject.client(lax, "bank.lab", parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS")),
                Subject.server(subject.shop()));
        deceived.attempt();
        assertThat(deceived.client().failure()).isPresent();
        EnginePair right = new EnginePair(
                Subject.client(lax, Subject.HOST, parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS")),
                Subject.server(subject.shop()));
        right.handshake().exchange();
    }

    @Test
    void aPlainManagerDoesNotExcuseFromWhatTheJvmForbids() throws Exception {
        TestCertificate root = TestPki.root("Old CA").key(TestKey.RSA_2048).issue();
        TestCertificate weak = root.leaf(Subject.HOST).signedWith("MD5withRSA").issue();
        TestCertificate sound =
                root.leaf(Subject.HOST).signedWith("SHA256withRSA").issue();
        trustingEverybody(sound).handshake().exchange();
        EnginePair deceived = trustingEverybody(weak).attempt();
        assertThat(deceived.client().failure()).isPresent();
    }

    @Test
    void aPlainManagerIsBelievedAboutItsRoots() throws Exception {
        TestCertificate old = TestPki.selfSigned(Subject.HOST)
                .key(TestKey.RSA_2048)
                .signedWith("MD5withRSA")
                .issue();
        EnginePair pair = new EnginePair(
                Subject.client(plain(new Everybody(old.certificate()))),
                Subject.server(Offering.context(subject, old)));
        pair.handshake().exchange();
    }

    @Test
    void theApplicationsConstraintsHoldForChainsOfAPlainManager() throws Exception {
        TestCertificate root = TestPki.root("Any CA").issue();
        EnginePair refused = new EnginePair(
                Subject.client(
                        plain(new Everybody()),
                        Subject.HOST,
                        parameters -> parameters.setAlgorithmConstraints(new Without("RSA"))),
                Subject.server(Offering.context(
                        subject, root.leaf(Subject.HOST).key(TestKey.RSA_2048).issue())));
        assertThat(refused.attempt().client().failure()).isPresent();
    }

    private EnginePair trustingEverybody(TestCertificate server) throws Exception {
        return new EnginePair(
                Subject.client(plain(new Everybody())), Subject.server(Offering.context(subject, server)));
    }

    private SSLContext plain(X509TrustManager trust) throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    @Test
    void aSocketIsNamedWithItsSession() throws Exception {
        Curious trust = new Curious();
        try (SocketPair pair = SocketPair.of(context(trust), subject.shop())) {
            pair.handshake();
            assertThat(trust.questions).hasSize(1);
            assertThat(pair.client().getHandshakeSession()).isNull();
            assertThat(peerOf(pair.client().getSession())).isEqualTo(Papers.SHOP.certificate());
        }
    }

    private static Object peerOf(SSLSession session) throws SSLPeerUnverifiedException {
        return session.getPeerCertificates()[0];
    }
}
