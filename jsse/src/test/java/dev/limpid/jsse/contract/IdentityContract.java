// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.testkit.TestCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the peers are: server names, endpoint identification, client authentication. */
abstract class IdentityContract extends Contract {
    IdentityContract(Subject subject) {
        super(subject);
    }

    @Test
    void theServerHearsTheNameThatTheClientAsksFor() throws Exception {
        EnginePair pair = subject.pair().handshake();
        assertThat(names(pair.server())).containsExactly(new SNIHostName("shop.lab"));
        assertThat(names(pair.client())).containsExactly(new SNIHostName("shop.lab"));
    }

    @Test
    void otherNamesGoBeforeTheNameOfThePeer() throws Exception {
        EnginePair pair =
                subject.pair(parameters -> parameters.setServerNames(List.of(new SNIHostName("other.lab"))), DEFAULT);
        pair.handshake();
        assertThat(names(pair.server())).containsExactly(new SNIHostName("other.lab"));
    }

    @Test
    void noNamesAreSentIfThereAreNone() throws Exception {
        EnginePair pair = subject.pair(parameters -> parameters.setServerNames(List.of()), DEFAULT);
        pair.handshake();
        assertThat(names(pair.server())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost."})
    void whatIsNoHostNameIsNotSent(String host) throws Exception {
        EnginePair pair =
                new EnginePair(Subject.client(subject.visitor(), host, DEFAULT), Subject.server(subject.shop()));
        pair.handshake();
        assertThat(names(pair.server())).isEmpty();
    }

    @Test
    void aMatcherThatRecognizesTheNameLetsItIn() throws Exception {
        EnginePair pair = subject.pair(DEFAULT, matching("shop\\.lab"));
        pair.handshake().exchange();
        assertThat(names(pair.server())).containsExactly(new SNIHostName("shop.lab"));
    }

    @Test
    void aMatcherThatDoesNotEndsTheHandshake() throws Exception {
        EnginePair pair = subject.pair(DEFAULT, matching("bank\\.lab")).attempt();
        assertThat(pair.server().failure()).isPresent();
        assertThat(pair.client().failure())
                .get()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("unrecognized_name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "LDAPS"})
    void theNameInTheCertificateIsChecked(String algorithm) throws Exception {
        Consumer<SSLParameters> identified = parameters -> parameters.setEndpointIdentificationAlgorithm(algorithm);
        SSLContext visitor = subject.visitor();
        new EnginePair(Subject.client(visitor, "shop.lab", identified), Subject.server(subject.shop()))
                .handshake()
                .exchange();
        EnginePair wrong =
                new EnginePair(Subject.client(visitor, "bank.lab", identified), Subject.server(subject.shop()));
        wrong.attempt();
        assertThat(wrong.client().failure()).get().isInstanceOf(SSLHandshakeException.class);
        assertThat(wrong.server().failure()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1"})
    void anAddressInTheCertificateIsCheckedToo(String host) throws Exception {
        Consumer<SSLParameters> identified = parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS");
        new EnginePair(Subject.client(subject.visitor(), host, identified), Subject.server(subject.shop()))
                .handshake()
                .exchange();
        EnginePair wrong = new EnginePair(
                Subject.client(subject.visitor(), "127.0.0.2", identified), Subject.server(subject.shop()));
        assertThat(wrong.attempt().client().failure()).get().isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void withoutEndpointIdentificationAnyTrustedServerWillDo() throws Exception {
        new EnginePair(Subject.client(subject.visitor(), "bank.lab", DEFAULT), Subject.server(subject.shop()))
                .handshake()
                .exchange();
    }

    @Test
    void aServerThatNobodyKnowsIsRefused() throws Exception {
        EnginePair pair = EnginePair.of(subject.visitor(), subject.context(Papers.unknown()));
        pair.attempt();
        assertThat(pair.client().failure()).get().isInstanceOf(SSLHandshakeException.class);
        assertThat(pair.server().failure()).isPresent();
    }

    @Test
    void aServerWithoutACertificateCannotShakeHands() throws Exception {
        EnginePair pair = EnginePair.of(subject.visitor(), subject.visitor()).attempt();
        assertThat(pair.server().failure()).isPresent();
        assertThat(pair.client().failure()).isPresent();
    }

    @Test
    void theServerKnowsTheClientIfItNeedsTo() throws Exception {
        for (Consumer<SSLParameters> asks : List.<Consumer<SSLParameters>>of(
                parameters -> parameters.setNeedClientAuth(true), parameters -> parameters.setWantClientAuth(true))) {
            EnginePair pair = new EnginePair(
                    Subject.client(subject.context(Papers.CLIENT)), Subject.server(subject.shop(), asks));
            pair.handshake().exchange();
            SSLSession server = pair.server().engine().getSession();
            assertThat(server.getPeerCertificates()).containsExactly(Papers.chain(Papers.CLIENT));
            assertThat(server.getPeerPrincipal()).isEqualTo(new X500Principal("CN=client.lab"));
            SSLSession client = pair.client().engine().getSession();
            assertThat(client.getLocalCertificates()).containsExactly(Papers.chain(Papers.CLIENT));
            assertThat(client.getLocalPrincipal()).isEqualTo(new X500Principal("CN=client.lab"));
        }
    }

    @Test
    void aClientWithoutACertificateIsGoodEnoughForAServerThatWantsOne() throws Exception {
        EnginePair pair = subject.pair(DEFAULT, parameters -> parameters.setWantClientAuth(true));
        pair.handshake().exchange();
        assertThatThrownBy(pair.server().engine().getSession()::getPeerCertificates)
                .isInstanceOf(SSLPeerUnverifiedException.class);
    }

    @Test
    void butNotForAServerThatNeedsOne() throws Exception {
        EnginePair pair = subject.pair(DEFAULT, parameters -> parameters.setNeedClientAuth(true))
                .attempt();
        assertThat(pair.server().failure()).get().isInstanceOf(SSLHandshakeException.class);
        assertThat(pair.client().failure()).isPresent();
    }

    @Test
    void aClientThatNobodyKnowsIsRefusedEvenIfItIsOnlyWanted() throws Exception {
        EnginePair pair = new EnginePair(
                Subject.client(subject.context(Papers.unknown())),
                Subject.server(subject.shop(), parameters -> parameters.setWantClientAuth(true)));
        pair.attempt();
        // A key manager that knows the server's issuers offers nothing; then the client stays unknown
        if (pair.server().failure().isEmpty()) {
            assertThatThrownBy(pair.server().engine().getSession()::getPeerCertificates)
                    .isInstanceOf(SSLPeerUnverifiedException.class);
        }
    }

    @Test
    void theKeyManagerIsAskedWithTheEngineAndItsHandshakeSession() throws Exception {
        Asked asked = new Asked(Papers.SHOP);
        SSLContext shop = SSLContext.getInstance(Subject.TLS13, subject.provider());
        shop.init(new KeyManager[] {asked}, Papers.trust(), null);
        EnginePair pair = EnginePair.of(subject.visitor(), shop).handshake();
        pair.exchange();
        assertThat(asked.seen)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("shop.lab").contains(Subject.TLS13));
        assertThat(asked.types).contains("EC");
    }

    private static List<SNIServerName> names(EngineEnd end) {
        return ((ExtendedSSLSession) end.engine().getSession()).getRequestedServerNames();
    }

    private static Consumer<SSLParameters> matching(String pattern) {
        return parameters -> parameters.setSNIMatchers(Set.of(SNIHostName.createSNIMatcher(pattern)));
    }

    /** A key manager that notes what it is told. */
    private static final class Asked extends X509ExtendedKeyManager {
        private final TestCertificate own;
        private final List<String> seen = new ArrayList<>();
        private final List<String> types = new ArrayList<>();

        Asked(TestCertificate own) {
            this.own = own;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
            seen.add(session.getRequestedServerNames() + " " + session.getProtocol());
            types.add(type);
            assertThat(session.getPeerSupportedSignatureAlgorithms()).contains("SHA256withECDSA");
            return type.equals("EC") ? "own" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {own.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.privateKey();
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new AssertionError("not the engine's method");
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            throw new AssertionError("not a client");
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            throw new AssertionError("not a client");
        }
    }
}
