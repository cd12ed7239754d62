// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** {@link SSLSocket}: handshakes, data, time-outs and sessions. */
abstract class SocketContract extends Contract {
    SocketContract(Subject subject) {
        super(subject);
    }

    private SocketPair pair() throws Exception {
        return SocketPair.of(subject.visitor(), subject.shop());
    }

    @Test
    void dataFlowsBothWays() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            byte[] data = Text.ofLength(300_000);
            assertThat(SocketPair.send(pair.client(), pair.server(), data)).isEqualTo(data);
            assertThat(SocketPair.send(pair.server(), pair.client(), data)).isEqualTo(data);
        }
    }

    @Test
    void readingAndWritingShakeHandsByThemselves() throws Exception {
        try (SocketPair pair = pair()) {
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
            assertThat(SocketPair.send(pair.server(), pair.client(), Text.ANSWER))
                    .isEqualTo(Text.ANSWER);
        }
    }

    @Test
    void getSessionShakesHandsByItself() throws Exception {
        try (SocketPair pair = pair()) {
            Future<SSLSession> served = SocketPair.elsewhere(pair.server()::getSession);
            SSLSession session = pair.client().getSession();
            assertThat(session.getProtocol()).isEqualTo(Subject.TLS13);
            assertThat(session.getPeerCertificates()).containsExactly(Papers.chain(Papers.SHOP));
            assertThat(SocketPair.get(served).getCipherSuite()).isEqualTo(session.getCipherSuite());
            assertThat(pair.client().getHandshakeSession()).isNull();
        }
    }

    @Test
    void getSessionOfAFailedHandshakeIsNoSession() throws Exception {
        try (SocketPair pair = SocketPair.of(subject.visitor(), subject.context(Papers.unknown()))) {
            Future<Throwable> served = SocketPair.failure(() -> {
                pair.server().startHandshake();
                return null;
            });
            assertThat(pair.client().getSession().getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
            assertThat(pair.client().getSession().isValid()).isFalse();
            assertThat(SocketPair.get(served)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFailedHandshakeClosesTheSocket() throws Exception {
        try (SocketPair pair = SocketPair.of(subject.visitor(), subject.context(Papers.unknown()))) {
            Future<Throwable> served = SocketPair.failure(() -> {
                pair.server().startHandshake();
                return null;
            });
            assertThatThrownBy(pair.client()::startHandshake).isInstanceOf(SSLHandshakeException.class);
            assertThat(pair.client().isClosed()).isTrue();
            assertThat(SocketPair.get(served)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> pair.client().getOutputStream().write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void listenersHearOnceThatTheHandshakeIsComplete() throws Exception {
        try (SocketPair pair = pair()) {
            BlockingQueue<HandshakeCompletedEvent> heard = new LinkedBlockingQueue<>();
            pair.client().addHandshakeCompletedListener(heard::add);
            HandshakeCompletedListener gone = event -> {
                throw new AssertionError("taken away");
            };
            pair.client().addHandshakeCompletedListener(gone);
            pair.client().removeHandshakeCompletedListener(gone);
            pair.handshake();
            HandshakeCompletedEvent event = heard.poll(60, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            assertThat(event.getSocket()).isSameAs(pair.client());
            assertThat(event.getCipherSuite())
                    .isEqualTo(pair.client().getSession().getCipherSuite());
            assertThat(event.getSession().getProtocol()).isEqualTo(Subject.TLS13);
            assertThat(event.getPeerCertificates()).containsExactly(Papers.chain(Papers.SHOP));
            SocketPair.send(pair.server(), pair.client(), Text.ANSWER);
            if (!subject.departs(Difference.FINISHED_ONCE)) {
                assertThat(heard.poll(200, TimeUnit.MILLISECONDS))
                        .as("a ticket is no handshake")
                        .isNull();
            }
        }
    }

    @Test
    void listenersThatAreNotThereCannotBeTakenAway() throws Exception {
        try (SocketPair pair = pair()) {
            HandshakeCompletedListener never = event -> {};
            assertThatThrownBy(() -> pair.client().removeHandshakeCompletedListener(never))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.client().addHandshakeCompletedListener(null))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.client().removeHandshakeCompletedListener(null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anotherHandshakeDoesNotDisturbTheData() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            SocketPair.send(pair.client(), pair.server(), Text.QUESTION);
            pair.client().startHandshake();
            pair.server().startHandshake();
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
            assertThat(SocketPair.send(pair.server(), pair.client(), Text.ANSWER))
                    .isEqualTo(Text.ANSWER);
        }
    }

    @Test
    void aReadThatTakesTooLongMayBeTriedAgain() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.client().setSoTimeout(100);
            assertThat(pair.client().getSoTimeout()).isEqualTo(100);
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> pair.client().getInputStream().read())
                        .isInstanceOf(SocketTimeoutException.class);
            }
            pair.client().setSoTimeout(60_000);
            assertThat(SocketPair.send(pair.server(), pair.client(), Text.ANSWER))
                    .isEqualTo(Text.ANSWER);
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
        }
    }

    @Test
    void aHandshakeThatTakesTooLongFails() throws Exception {
        try (SocketPair pair = pair()) {
            pair.client().setSoTimeout(100);
            assertThatThrownBy(pair.client()::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void availableIsNeverTooMuch() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            assertThat(pair.client().getInputStream().available()).isZero();
            pair.server().getOutputStream().write(Text.ANSWER);
            assertThat(pair.client().getInputStream().read()).isEqualTo(Text.ANSWER[0]);
            assertThat(pair.client().getInputStream().available()).isEqualTo(Text.ANSWER.length - 1);
            assertThat(pair.client().getInputStream().readNBytes(Text.ANSWER.length - 1))
                    .hasSize(Text.ANSWER.length - 1);
            assertThat(pair.client().getInputStream().available()).isZero();
        }
    }

    @Test
    void wrongArraysAreRefusedAndNothingIsRead() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            var in = pair.client().getInputStream();
            var out = pair.client().getOutputStream();
            assertThatThrownBy(() -> in.read(null, 0, 1)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> in.read(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> in.read(new byte[4], -1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> out.write(null, 0, 1)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> out.write(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(in.read(new byte[4], 2, 0)).isZero();
            out.write(new byte[0]);
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
        }
    }

    @Test
    void anUnconnectedSocketConnectsLater() throws Exception {
        try (SSLServerSocket listener = SocketPair.listener(subject.shop());
                SSLSocket client =
                        (SSLSocket) subject.visitor().getSocketFactory().createSocket()) {
            assertThat(client.isConnected()).isFalse();
            assertThat(client.getUseClientMode()).isTrue();
            assertThatThrownBy(client::startHandshake).isInstanceOf(SocketException.class);
            Future<SSLSocket> accepted = SocketPair.elsewhere(() -> (SSLSocket) listener.accept());
            client.setEnabledProtocols(new String[] {Subject.TLS13});
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), 60_000);
            assertThat(client.isConnected()).isTrue();
            assertThat(client.getPort()).isEqualTo(listener.getLocalPort());
            try (SSLSocket server = SocketPair.get(accepted)) {
                assertThat(SocketPair.send(client, server, Text.QUESTION)).isEqualTo(Text.QUESTION);
            }
        }
    }

    @Test
    void theModeCannotChangeOnceTheHandshakeHasBegun() throws Exception {
        try (SocketPair pair = pair()) {
            assertThat(pair.client().getUseClientMode()).isTrue();
            assertThat(pair.server().getUseClientMode()).isFalse();
            pair.handshake();
            assertThatThrownBy(() -> pair.client().setUseClientMode(false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void applicationProtocolsAreAgreedOn() throws Exception {
        try (SocketPair pair = pair()) {
            assertThat(pair.client().getApplicationProtocol()).isNull();
            SSLParameters parameters = pair.client().getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            pair.client().setSSLParameters(parameters);
            pair.server().setHandshakeApplicationProtocolSelector((socket, offers) -> {
                assertThat(socket).isSameAs(pair.server());
                return offers.getLast();
            });
            pair.handshake();
            assertThat(pair.client().getApplicationProtocol()).isEqualTo("http/1.1");
            assertThat(pair.server().getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @Test
    void socketsAndEnginesOfOneContextShareTheirSessions() throws Exception {
        SSLContext client = subject.visitor();
        SSLContext server = subject.shop();
        try (SSLServerSocket listener = SocketPair.listener(server)) {
            int port = listener.getLocalPort();
            SSLSession first = visit(client, listener);
            Thread.sleep(5);
            assertThat(visit(client, listener).getCreationTime()).isEqualTo(first.getCreationTime());
            SSLEngine engine = client.createSSLEngine(Subject.HOST, port);
            engine.setUseClientMode(true);
            EnginePair engines = new EnginePair(engine, Subject.server(server)).handshake();
            assertThat(engine.getSession().getCreationTime()).isEqualTo(first.getCreationTime());
            engines.exchange();
        }
        assertThat(Collections.list(client.getClientSessionContext().getIds())).isNotEmpty();
    }

    private static SSLSession visit(SSLContext client, SSLServerSocket listener) throws Exception {
        Future<SSLSocket> accepted = SocketPair.elsewhere(() -> (SSLSocket) listener.accept());
        try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                SSLSocket socket = (SSLSocket)
                        client.getSocketFactory().createSocket(tcp, Subject.HOST, listener.getLocalPort(), true);
                SSLSocket served = SocketPair.get(accepted)) {
            assertThat(SocketPair.send(socket, served, Text.QUESTION)).isEqualTo(Text.QUESTION);
            assertThat(SocketPair.send(served, socket, Text.ANSWER)).isEqualTo(Text.ANSWER);
            return socket.getSession();
        }
    }
}
