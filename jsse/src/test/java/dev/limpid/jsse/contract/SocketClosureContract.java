// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLSocket}: every way to end a connection, or to have it ended. */
abstract class SocketClosureContract extends Contract {
    SocketClosureContract(Subject subject) {
        super(subject);
    }

    private SocketPair pair() throws Exception {
        return SocketPair.of(subject.visitor(), subject.shop());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shutdownOutputEndsOneDirectionAlone(boolean clientCloses) throws Exception {
        try (SocketPair pair = pair().handshake()) {
            SSLSocket closer = clientCloses ? pair.client() : pair.server();
            SSLSocket other = clientCloses ? pair.server() : pair.client();
            closer.shutdownOutput();
            assertThat(closer.isOutputShutdown()).isTrue();
            assertThat(closer.isInputShutdown()).isFalse();
            assertThat(closer.isClosed()).isFalse();
            assertThat(other.getInputStream().read()).isEqualTo(-1);
            byte[] data = Text.ofLength(100_000);
            assertThat(SocketPair.send(other, closer, data)).isEqualTo(data);
            assertThatThrownBy(() -> closer.getOutputStream().write(1)).isInstanceOf(IOException.class);
            other.shutdownOutput();
            assertThat(closer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shutdownInputAfterTheEndIsInOrder() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.server().shutdownOutput();
            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            pair.client().shutdownInput();
            assertThat(pair.client().isInputShutdown()).isTrue();
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
        }
    }

    @Test
    void shutdownInputBeforeTheEndIsAnError() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            assertThatThrownBy(pair.client()::shutdownInput).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void shuttingTwiceDoesNotHurt() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.client().shutdownOutput();
            pair.client().shutdownOutput();
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void theSessionOutlivesTheConnection() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.client().close();
            assertThat(pair.client().getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(pair.client().getSession().getPeerCertificates()).isNotEmpty();
        }
    }

    @Test
    void anEndWithoutCloseNotifyIsNoEnd() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepted = SocketPair.elsewhere(listener::accept);
            Socket tcp = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            try (Socket served = SocketPair.get(accepted);
                    SSLSocket client = (SSLSocket)
                            subject.visitor().getSocketFactory().createSocket(tcp, Subject.HOST, 443, true);
                    SSLSocket server =
                            (SSLSocket) subject.shop().getSocketFactory().createSocket(served, null, true)) {
                client.setEnabledProtocols(new String[] {Subject.TLS13});
                Future<?> shaken = SocketPair.elsewhere(() -> {
                    server.startHandshake();
                    server.getOutputStream().write(Text.ANSWER);
                    return null;
                });
                client.startHandshake();
                SocketPair.get(shaken);
                served.shutdownOutput();
                assertThat(client.getInputStream().readNBytes(Text.ANSWER.length))
                        .isEqualTo(Text.ANSWER);
                if (subject.departs(Difference.TRUNCATION)) {
                    assertThat(client.getInputStream().read()).isEqualTo(-1);
                    return;
                }
                assertThatThrownBy(() -> client.getInputStream().read())
                        .as("a truncation")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void closeTellsThePeer() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.client().getOutputStream().write(Text.QUESTION);
            pair.client().close();
            assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(Text.QUESTION);
            assertThat(pair.client().isClosed()).isTrue();
            pair.client().close();
        }
    }

    @Test
    void nothingGoesThroughAClosedSocket() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            var in = pair.client().getInputStream();
            var out = pair.client().getOutputStream();
            pair.client().close();
            if (subject.departs(Difference.READ_AFTER_CLOSE)) {
                assertThat(in.read()).isEqualTo(-1);
            } else {
                assertThatThrownBy(in::read).isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
            assertThatThrownBy(pair.client()::startHandshake).isInstanceOf(IOException.class);
            assertThatThrownBy(pair.client()::getInputStream).isInstanceOf(SocketException.class);
            assertThatThrownBy(pair.client()::getOutputStream).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closingAStreamClosesTheSocket() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            pair.client().getOutputStream().close();
            assertThat(pair.client().isClosed()).isTrue();
            pair.server().getInputStream().close();
            assertThat(pair.server().isClosed()).isTrue();
        }
    }

    @Test
    void aSocketThatNeverShookHandsClosesQuietly() throws Exception {
        try (SocketPair pair = pair()) {
            pair.client().close();
            assertThat(pair.client().isClosed()).isTrue();
            assertThatThrownBy(pair.server()::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closeFromAnotherThreadEndsARead() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            Future<Object> reading = SocketPair.elsewhere(() -> {
                try {
                    return pair.client().getInputStream().read();
                } catch (IOException failed) {
                    return failed;
                }
            });
            Thread.sleep(100);
            pair.client().close();
            Object outcome = SocketPair.get(reading);
            if (!subject.departs(Difference.READ_AFTER_CLOSE) || !outcome.equals(-1)) {
                assertThat(outcome).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void closeFromAnotherThreadEndsAHandshake() throws Exception {
        try (SocketPair pair = pair()) {
            Future<Throwable> shaking = SocketPair.failure(() -> {
                pair.client().startHandshake();
                return null;
            });
            Thread.sleep(100);
            pair.client().close();
            assertThat(SocketPair.get(shaking)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closeFromAnotherThreadEndsAWriteThatNobodyReads() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            Future<Throwable> writing = SocketPair.failure(() -> {
                while (true) {
                    pair.client().getOutputStream().write(new byte[100_000]);
                }
            });
            Thread.sleep(300);
            pair.client().setSoLinger(true, 1);
            pair.client().close();
            assertThat(SocketPair.get(writing)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void interruptingAVirtualThreadEndsItsRead() throws Exception {
        try (SocketPair pair = pair().handshake()) {
            CompletableFuture<Thread> reader = new CompletableFuture<>();
            Future<Throwable> reading = SocketPair.failure(() -> {
                reader.complete(Thread.currentThread());
                return pair.client().getInputStream().read();
            });
            Thread waiting = SocketPair.get(reader);
            Thread.sleep(100);
            waiting.interrupt();
            assertThat(SocketPair.get(reading)).isInstanceOf(IOException.class);
            assertThat(pair.client().isClosed()).isTrue();
        }
    }
}
