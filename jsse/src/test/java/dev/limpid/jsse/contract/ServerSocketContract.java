// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** {@link SSLServerSocket}: what an accepted socket inherits. */
abstract class ServerSocketContract extends Contract {
    private static final int VISITORS = 20;
    private static final String[] SUITE = {"TLS_AES_256_GCM_SHA384"};

    ServerSocketContract(Subject subject) {
        super(subject);
    }

    private SSLServerSocket listener() throws Exception {
        return SocketPair.listener(subject.shop());
    }

    private static SSLSocket accept(SSLServerSocket listener) throws Exception {
        Future<SSLSocket> accepted = SocketPair.elsewhere(() -> (SSLSocket) listener.accept());
        new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()).close();
        return SocketPair.get(accepted);
    }

    @Test
    void anAcceptedSocketInheritsSuitesAndProtocols() throws Exception {
        try (SSLServerSocket listener = listener()) {
            listener.setEnabledCipherSuites(SUITE);
            try (SSLSocket accepted = accept(listener)) {
                assertThat(accepted.getEnabledCipherSuites()).containsExactly(SUITE);
                assertThat(accepted.getEnabledProtocols()).containsExactly(Subject.TLS13);
                assertThat(accepted.getUseClientMode()).isFalse();
                assertThat(accepted.getEnableSessionCreation()).isTrue();
            }
        }
    }

    @Test
    void anAcceptedSocketInheritsTheModeAndTheRest() throws Exception {
        try (SSLServerSocket listener = listener()) {
            assertThat(listener.getUseClientMode()).isFalse();
            listener.setNeedClientAuth(true);
            listener.setEnableSessionCreation(false);
            try (SSLSocket accepted = accept(listener)) {
                assertThat(accepted.getNeedClientAuth()).isTrue();
                assertThat(accepted.getEnableSessionCreation()).isFalse();
            }
            listener.setWantClientAuth(true);
            listener.setUseClientMode(true);
            try (SSLSocket accepted = accept(listener)) {
                assertThat(accepted.getUseClientMode()).isTrue();
            }
        }
    }

    @Test
    void anAcceptedSocketInheritsTheParameters() throws Exception {
        try (SSLServerSocket listener = listener()) {
            SSLParameters parameters = listener.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            parameters.setUseCipherSuitesOrder(true);
            parameters.setNamedGroups(new String[] {"x25519"});
            parameters.setMaximumPacketSize(4_000);
            listener.setSSLParameters(parameters);
            try (SSLSocket accepted = accept(listener)) {
                SSLParameters inherited = accepted.getSSLParameters();
                assertThat(inherited.getApplicationProtocols()).containsExactly("h2");
                assertThat(inherited.getUseCipherSuitesOrder()).isTrue();
                assertThat(inherited.getNamedGroups()).containsExactly("x25519");
                assertThat(inherited.getMaximumPacketSize()).isEqualTo(4_000);
            }
        }
    }

    @Test
    void needAndWantExcludeEachOther() throws Exception {
        try (SSLServerSocket listener = listener()) {
            listener.setNeedClientAuth(true);
            listener.setWantClientAuth(true);
            assertThat(listener.getNeedClientAuth()).isFalse();
            assertThat(listener.getWantClientAuth()).isTrue();
            listener.setNeedClientAuth(true);
            assertThat(listener.getWantClientAuth()).isFalse();
            listener.setNeedClientAuth(false);
            assertThat(listener.getNeedClientAuth() || listener.getWantClientAuth())
                    .isFalse();
        }
    }

    @Test
    void wrongValuesAreRefused() throws Exception {
        try (SSLServerSocket listener = listener()) {
            assertThatThrownBy(() -> listener.setEnabledCipherSuites(null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> listener.setEnabledCipherSuites(new String[] {"TLS_NO_SUCH_SUITE"}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> listener.setEnabledProtocols(null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> listener.setEnabledProtocols(new String[] {"TLSv9"}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(listener.getSupportedCipherSuites()).contains(listener.getEnabledCipherSuites());
            assertThat(listener.getSupportedProtocols()).contains(Subject.TLS13);
        }
    }

    @Test
    void theServerKnowsTheClientThatItNeeds() throws Exception {
        try (SocketPair pair = SocketPair.of(subject.context(Papers.CLIENT), subject.shop())) {
            pair.server().setNeedClientAuth(true);
            pair.handshake();
            assertThat(pair.server().getSession().getPeerCertificates()).containsExactly(Papers.chain(Papers.CLIENT));
        }
        try (SocketPair pair = SocketPair.of(subject.visitor(), subject.shop())) {
            pair.server().setWantClientAuth(true);
            pair.handshake();
            assertThatThrownBy(pair.server().getSession()::getPeerCertificates)
                    .isInstanceOf(SSLPeerUnverifiedException.class);
        }
    }

    @Test
    void anUnboundSocketIsBoundLater() throws Exception {
        SSLServerSocketFactory factory = subject.shop().getServerSocketFactory();
        try (SSLServerSocket listener = (SSLServerSocket) factory.createServerSocket()) {
            assertThat(listener.isBound()).isFalse();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            accept(listener).close();
        }
        assertThat(factory.getSupportedCipherSuites()).contains(factory.getDefaultCipherSuites());
    }

    @Test
    void acceptWaitsNoLongerThanItMay() throws Exception {
        try (SSLServerSocket listener = listener()) {
            listener.setSoTimeout(50);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void acceptDoesNotWaitForTheHandshake() throws Exception {
        try (SSLServerSocket listener = listener();
                SSLSocket silent = accept(listener)) {
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void manyVirtualThreadsTalkAtOnce() throws Exception {
        SSLContext client = subject.visitor();
        CountDownLatch all = new CountDownLatch(VISITORS);
        try (SSLServerSocket listener = SocketPair.listener(subject.shop())) {
            Future<List<Future<byte[]>>> serving = SocketPair.elsewhere(() -> serve(listener));
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int each = 0; each < VISITORS; each++) {
                answers.add(SocketPair.elsewhere(() -> ask(client, listener.getLocalPort(), all)));
            }
            for (Future<byte[]> answer : answers) {
                assertThat(SocketPair.get(answer)).isEqualTo(Text.QUESTION);
            }
            for (Future<byte[]> heard : SocketPair.get(serving)) {
                assertThat(SocketPair.get(heard)).isEqualTo(Text.QUESTION);
            }
        }
    }

    private static byte[] ask(SSLContext context, int port, CountDownLatch all) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            all.countDown();
            all.await();
            socket.getOutputStream().write(Text.QUESTION);
            return socket.getInputStream().readAllBytes();
        }
    }

    private static List<Future<byte[]>> serve(SSLServerSocket listener) throws IOException {
        List<Future<byte[]>> heard = new ArrayList<>();
        for (int each = 0; each < VISITORS; each++) {
            SSLSocket served = (SSLSocket) listener.accept();
            heard.add(SocketPair.elsewhere(() -> echo(served)));
        }
        return heard;
    }

    private static byte[] echo(SSLSocket socket) throws IOException {
        try (socket) {
            byte[] heard = socket.getInputStream().readNBytes(Text.QUESTION.length);
            socket.getOutputStream().write(heard);
            return heard;
        }
    }
}
