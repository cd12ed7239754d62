// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** {@link SSLSocket} and a network that delivers in pieces, late, or only half. */
abstract class SlowNetworkContract extends Contract {
    SlowNetworkContract(Subject subject) {
        super(subject);
    }

    /** Client and server with a carrier between them, who lets as many of the server's bytes pass as there are permits. */
    private record Slow(SSLSocket client, SSLSocket server, Semaphore permits) implements AutoCloseable {
        static Slow connect(Subject subject) throws Exception {
            Semaphore permits = new Semaphore(0);
            try (ServerSocket outer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket inner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Socket client = new Socket(InetAddress.getLoopbackAddress(), outer.getLocalPort());
                Socket near = outer.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), inner.getLocalPort());
                Socket server = inner.accept();
                client.setTcpNoDelay(true);
                near.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> carry(near, far, new Semaphore(Integer.MAX_VALUE)));
                Thread.ofVirtual().start(() -> carry(far, near, permits));
                SSLSocket tls =
                        (SSLSocket) subject.visitor().getSocketFactory().createSocket(client, Subject.HOST, 443, true);
                tls.setEnabledProtocols(new String[] {Subject.TLS13});
                return new Slow(
                        tls, (SSLSocket) subject.shop().getSocketFactory().createSocket(server, null, true), permits);
            }
        }

        private static void carry(Socket from, Socket to, Semaphore permits) {
            try (from;
                    to) {
                for (int next = from.getInputStream().read();
                        next >= 0;
                        next = from.getInputStream().read()) {
                    permits.acquire();
                    to.getOutputStream().write(next);
                }
            } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        Slow handshake() throws Exception {
            permits.release(1_000_000);
            SocketPair.send(client, server, Text.QUESTION);
            SocketPair.send(server, client, Text.ANSWER);
            permits.drainPermits();
            return this;
        }

        @Override
        public void close() throws IOException {
            permits.release(1_000_000);
            client.close();
            server.close();
        }
    }

    @Test
    void aHandshakeGoesThroughByteByByte() throws Exception {
        try (Slow slow = Slow.connect(subject)) {
            slow.handshake();
            assertThat(slow.client().getSession().getProtocol()).isEqualTo(Subject.TLS13);
        }
    }

    @Test
    void halfARecordIsKeptWhenTheReaderRunsOutOfTime() throws Exception {
        try (Slow slow = Slow.connect(subject).handshake()) {
            slow.server().getOutputStream().write(Text.ANSWER);
            slow.client().setSoTimeout(200);
            for (int pieces = 0; pieces < 3; pieces++) {
                slow.permits().release(7);
                assertThatThrownBy(() -> slow.client().getInputStream().read())
                        .isInstanceOf(SocketTimeoutException.class);
            }
            slow.permits().release(1_000);
            slow.client().setSoTimeout(60_000);
            assertThat(slow.client().getInputStream().readNBytes(Text.ANSWER.length))
                    .isEqualTo(Text.ANSWER);
        }
    }

    @Test
    void aHandshakeThatStopsHalfwayRunsOutOfTime() throws Exception {
        try (Slow slow = Slow.connect(subject)) {
            slow.permits().release(60);
            slow.client().setSoTimeout(300);
            Future<Throwable> serving = SocketPair.failure(() -> {
                slow.server().startHandshake();
                return null;
            });
            assertThatThrownBy(slow.client()::startHandshake).isInstanceOf(IOException.class);
            slow.client().close();
            assertThat(SocketPair.get(serving)).isInstanceOf(IOException.class);
        }
    }
}
