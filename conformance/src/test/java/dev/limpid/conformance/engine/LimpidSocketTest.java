// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our {@code SSLSocket} and {@code SSLServerSocket} and those of other stacks, over loopback, in both roles. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimpidSocketTest {
    private static final byte[] HELLO = "GET /products".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BYE = "bye".getBytes(StandardCharsets.UTF_8);
    private static final int LARGE = 2_000_000;
    private static final int HTTPS = 443;

    private final LimpidJsse limpid = new LimpidJsse();

    static Stream<Arguments> pairings() {
        return Stream.of(new SunJsse(), new BouncyCastle())
                .flatMap(peer -> Stream.of(Side.values()).map(ours -> Arguments.of(peer, ours)));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void carriesMuchInBothDirections(JssePeer peer, Side ours) throws Exception {
        byte[] data = new byte[LARGE];
        new Random(LARGE).nextBytes(data);
        try (Sockets sockets = new Contexts(peer, ours).connect(false)) {
            sockets.exchange(data);
            Interop.shookHands(peer.peer(), ours, sockets.facts(ours));
            Interop.tried(peer.peer(), ours, Topic.MEGABYTE);
        }
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void knowsTheClient(JssePeer peer, Side ours) throws Exception {
        try (Sockets sockets = new Contexts(peer, ours).connect(true)) {
            sockets.exchange(HELLO);
            assertThat(sockets.server.getSession().getPeerCertificates()[0])
                    .isEqualTo(LabPki.leaf(TestKey.P256).certificate());
            Interop.tried(peer.peer(), ours, Topic.CLIENT_CERTIFICATE);
        }
    }

    /** The other way round, SunJSSE's client offers nothing over such sockets; its engines do: see LimpidEngineTest. */
    @Test
    void resumes() throws Exception {
        JssePeer peer = new SunJsse();
        Side ours = Side.CLIENT;
        Contexts contexts = new Contexts(peer, ours);
        try (Sockets first = contexts.connect(false)) {
            first.exchange(HELLO);
            assertThat(first.facts(ours).resumed()).isFalse();
        }
        try (Sockets again = contexts.connect(false)) {
            again.exchange(HELLO);
            assertThat(again.facts(ours).resumed()).isTrue();
            Interop.tried(peer.peer(), ours, Topic.RESUMPTION);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void answersWhoeverHasSaidThatItSendsNoMore(Side first) throws Exception {
        for (Side ours : Side.values()) {
            // Bouncy Castle's sockets know no half-close
            try (Sockets sockets = new Contexts(new SunJsse(), ours).connect(false)) {
                sockets.exchange(HELLO);
                SSLSocket says = sockets.of(first);
                SSLSocket hears = sockets.of(first == Side.CLIENT ? Side.SERVER : Side.CLIENT);
                says.shutdownOutput();
                assertThat(hears.getInputStream().read()).as("ours: %s", ours).isEqualTo(-1);
                hears.getOutputStream().write(BYE);
                hears.shutdownOutput();
                assertThat(says.getInputStream().readAllBytes()).isEqualTo(BYE);
                Interop.tried(new SunJsse().peer(), ours, first == ours ? Topic.CLOSED_BY_US : Topic.CLOSED_BY_PEER);
            }
        }
    }

    /** Contexts of both, which remember each other. */
    private final class Contexts {
        private final SSLContext client;
        private final SSLContext server;

        Contexts(JssePeer peer, Side ours) throws Exception {
            SSLContext own = limpid.context(settings(limpid));
            SSLContext other = peer.context(settings(peer));
            client = ours == Side.CLIENT ? own : other;
            server = ours == Side.SERVER ? own : other;
        }

        Sockets connect(boolean withClientCertificate) throws Exception {
            try (SSLServerSocket listener = (SSLServerSocket)
                    server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                listener.setNeedClientAuth(withClientCertificate);
                FutureTask<SSLSocket> accepted = elsewhere(() -> (SSLSocket) listener.accept());
                Socket tcp = new Socket(listener.getInetAddress(), listener.getLocalPort());
                SSLSocket socket =
                        (SSLSocket) client.getSocketFactory().createSocket(tcp, LabPki.NAME.text(), HTTPS, true);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                return new Sockets(socket, accepted.get());
            }
        }
    }

    /** Both ends. */
    private record Sockets(SSLSocket client, SSLSocket server) implements AutoCloseable {
        SSLSocket of(Side side) {
            return side == Side.CLIENT ? client : server;
        }

        ConnectionFacts facts(Side ours) {
            return LimpidSession.of(of(ours).getSession()).facts().orElseThrow();
        }

        void exchange(byte[] data) throws Exception {
            send(client, server, data);
            send(server, client, data);
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private static void send(SSLSocket from, SSLSocket to, byte[] data) throws Exception {
        FutureTask<Boolean> sent = elsewhere(() -> {
            from.getOutputStream().write(data);
            return true;
        });
        assertThat(to.getInputStream().readNBytes(data.length)).isEqualTo(data);
        sent.get();
    }

    private static PeerSettings settings(EnginePeer peer) {
        return PeerSettings.of(peer.suites(), peer.groups(), peer.schemes()).certificate(LabPki.leaf(TestKey.P256));
    }

    private static <T> FutureTask<T> elsewhere(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
