// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLContext}. */
abstract class ContextContract extends Contract {
    ContextContract(Subject subject) {
        super(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "TLSv1.3"})
    void isFoundByNameAndSpeaks(String protocol) throws Exception {
        SSLContext client = SSLContext.getInstance(protocol, subject.provider());
        assertThat(client.getProtocol()).isEqualTo(protocol);
        assertThat(client.getProvider()).isSameAs(subject.provider());
        client.init(null, Papers.trust(), null);
        EnginePair.of(client, subject.shop()).handshake().exchange();
    }

    @Test
    void theDefaultContextNeedsNoInit() throws Exception {
        SSLContext context = SSLContext.getInstance("Default", subject.provider());
        assertThatThrownBy(() -> context.init(null, null, null)).isInstanceOf(KeyManagementException.class);
        assertThat(context.createSSLEngine().getSupportedProtocols()).contains(Subject.TLS13);
        assertThat(context.getSocketFactory().getDefaultCipherSuites()).isNotEmpty();
    }

    @Test
    void anUnknownProtocolIsNotFound() {
        assertThatThrownBy(() -> SSLContext.getInstance("TLSv9", subject.provider()))
                .isInstanceOf(NoSuchAlgorithmException.class);
    }

    @Test
    void withoutInitItMakesNothing() throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        assertThatThrownBy(context::createSSLEngine).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.createSSLEngine("shop.lab", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getSocketFactory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::getServerSocketFactory).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutManagersItTrustsWhatTheSystemTrusts() throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, null, null);
        EnginePair pair = EnginePair.of(context, subject.shop()).attempt();
        assertThat(pair.client().failure()).as("our root is no system root").isPresent();
    }

    @Test
    void onlyTheFirstManagerOfAKindCounts() throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, new TrustManager[] {new Distrust(), Papers.trust()[0]}, null);
        assertThat(EnginePair.of(context, subject.shop()).attempt().client().failure())
                .isPresent();
        context.init(new KeyManager[0], new TrustManager[] {Papers.trust()[0], new Distrust()}, null);
        EnginePair.of(context, subject.shop()).handshake().exchange();
    }

    @Test
    void anOldKindOfTrustManagerWillDo() throws Exception {
        X509TrustManager modern = (X509TrustManager) Papers.trust()[0];
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, new TrustManager[] {new Old(modern)}, null);
        EnginePair.of(context, subject.shop()).handshake().exchange();
        assertThat(EnginePair.of(context, subject.context(Papers.unknown()))
                        .attempt()
                        .client()
                        .failure())
                .isPresent();
    }

    @Test
    void anOldKindOfKeyManagerWillDo() throws Exception {
        X509KeyManager modern = (X509KeyManager) Papers.keys(Papers.SHOP)[0];
        SSLContext shop = SSLContext.getInstance(Subject.TLS13, subject.provider());
        shop.init(new KeyManager[] {new OldKeys(modern)}, Papers.trust(), null);
        try (SocketPair pair = SocketPair.of(subject.visitor(), shop)) {
            pair.handshake();
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
        }
        EnginePair engines = EnginePair.of(subject.visitor(), shop).attempt();
        assertThat(engines.server().failure().isPresent())
                .isEqualTo(subject.departs(Difference.OLD_KEY_MANAGERS_OF_ENGINES));
    }

    @Test
    void withAnOldKindOfTrustManagerTheNameIsCheckedNevertheless() throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, new TrustManager[] {new Old((X509TrustManager) Papers.trust()[0])}, null);
        EnginePair wrong = new EnginePair(
                Subject.client(
                        context, "bank.lab", parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS")),
                Subject.server(subject.shop()));
        assertThat(wrong.attempt().client().failure()).isPresent();
    }

    @Test
    void theDefaultParametersAreNoMoreThanTheSupported() throws Exception {
        SSLContext context = subject.shop();
        SSLParameters enabled = context.getDefaultSSLParameters();
        SSLParameters supported = context.getSupportedSSLParameters();
        assertThat(supported.getCipherSuites()).contains(enabled.getCipherSuites());
        assertThat(supported.getProtocols()).contains(enabled.getProtocols());
        assertThat(enabled.getProtocols()).contains(Subject.TLS13);
        assertThat(enabled.getCipherSuites()).contains("TLS_AES_128_GCM_SHA256");
        assertThat(enabled.getNeedClientAuth() || enabled.getWantClientAuth()).isFalse();
    }

    @Test
    void aSecondInitCountsForWhatIsMadeLater() throws Exception {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(null, new TrustManager[] {new Distrust()}, null);
        context.init(null, Papers.trust(), null);
        EnginePair.of(context, subject.shop()).handshake().exchange();
    }

    /** A trust manager without the extended methods. */
    private record Old(X509TrustManager real) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            real.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            real.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return real.getAcceptedIssuers();
        }
    }

    /** A key manager without the extended methods. */
    private record OldKeys(X509KeyManager real) implements X509KeyManager {
        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return real.getClientAliases(type, issuers);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return real.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return real.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return real.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return real.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return real.getPrivateKey(alias);
        }
    }
}
