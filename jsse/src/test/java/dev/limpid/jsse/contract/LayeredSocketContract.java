// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.Future;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLSocketFactory}: sockets that are put over others, and every other way to make one. */
abstract class LayeredSocketContract extends Contract {
    LayeredSocketContract(Subject subject) {
        super(subject);
    }

    /** Two plain sockets. */
    private record Plain(Socket client, Socket server) implements AutoCloseable {
        static Plain connect() throws Exception {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Future<Socket> accepted = SocketPair.elsewhere(listener::accept);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                return new Plain(client, SocketPair.get(accepted));
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private SSLSocket client(Socket over, boolean autoClose) throws Exception {
        SSLSocket socket =
                (SSLSocket) subject.visitor().getSocketFactory().createSocket(over, Subject.HOST, 443, autoClose);
        socket.setEnabledProtocols(new String[] {Subject.TLS13});
        return socket;
    }

    private SSLSocket server(Socket over, InputStream consumed, boolean autoClose) throws Exception {
        return (SSLSocket) subject.shop().getSocketFactory().createSocket(over, consumed, autoClose);
    }

    @Test
    void aLayeredSocketTalksThroughTheOther() throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = client(plain.client(), true);
            SSLSocket server = server(plain.server(), null, true);
            assertThat(client.getUseClientMode()).isTrue();
            assertThat(server.getUseClientMode()).isFalse();
            assertThat(client.isConnected()).isTrue();
            assertThat(client.getPort()).isEqualTo(plain.client().getPort());
            assertThat(client.getLocalPort()).isEqualTo(plain.client().getLocalPort());
            assertThat(client.getInetAddress()).isEqualTo(plain.client().getInetAddress());
            assertThat(SocketPair.send(client, server, Text.QUESTION)).isEqualTo(Text.QUESTION);
            assertThat(SocketPair.send(server, client, Text.ANSWER)).isEqualTo(Text.ANSWER);
        }
    }

    @Test
    void theNameOfALayeredSocketIsThePeersToCheckAndToAskFor() throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = client(plain.client(), true);
            assertThat(client.getSSLParameters().getServerNames()).containsExactly(new SNIHostName(Subject.HOST));
            SSLParameters parameters = client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            client.setSSLParameters(parameters);
            SSLSocket server = server(plain.server(), null, true);
            assertThat(SocketPair.send(client, server, Text.QUESTION)).isEqualTo(Text.QUESTION);
        }
    }

    @Test
    void aWrongNameIsRefused() throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = (SSLSocket)
                    subject.visitor().getSocketFactory().createSocket(plain.client(), "bank.lab", 443, true);
            SSLParameters parameters = client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            client.setSSLParameters(parameters);
            SSLSocket server = server(plain.server(), null, true);
            Future<Throwable> served = SocketPair.failure(() -> {
                server.startHandshake();
                return server.getInputStream().read();
            });
            assertThatThrownBy(client::startHandshake).isInstanceOf(SSLHandshakeException.class);
            assertThat(SocketPair.get(served)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOtherIsClosedTooIfThatIsWanted(boolean autoClose) throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = client(plain.client(), autoClose);
            SSLSocket server = server(plain.server(), null, autoClose);
            SocketPair.send(client, server, Text.QUESTION);
            Future<?> closing = SocketPair.elsewhere(() -> {
                client.close();
                return null;
            });
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            server.close();
            SocketPair.get(closing);
            assertThat(plain.client().isClosed()).isEqualTo(autoClose);
            assertThat(plain.server().isClosed()).isEqualTo(autoClose);
        }
    }

    @Test
    void bytesThatWereReadBeforeComeFirst() throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = client(plain.client(), true);
            Future<?> shaking = SocketPair.elsewhere(() -> {
                client.startHandshake();
                return null;
            });
            byte[] peeked = plain.server().getInputStream().readNBytes(40);
            SSLSocket server = server(plain.server(), new ByteArrayInputStream(peeked), true);
            assertThat(server.getUseClientMode()).isFalse();
            server.startHandshake();
            SocketPair.get(shaking);
            assertThat(SocketPair.send(client, server, Text.QUESTION)).isEqualTo(Text.QUESTION);
        }
    }

    @Test
    void evenAWholeHelloMayHaveBeenRead() throws Exception {
        try (Plain plain = Plain.connect()) {
            SSLSocket client = client(plain.client(), true);
            Future<?> shaking = SocketPair.elsewhere(() -> {
                client.startHandshake();
                return null;
            });
            InputStream in = plain.server().getInputStream();
            byte[] header = in.readNBytes(5);
            int length = Byte.toUnsignedInt(header[3]) << 8 | Byte.toUnsignedInt(header[4]);
            byte[] record = Arrays.copyOf(header, 5 + length);
            System.arraycopy(in.readNBytes(length), 0, record, 5, length);
            SSLSocket server = server(plain.server(), new ByteArrayInputStream(record), true);
            server.startHandshake();
            SocketPair.get(shaking);
            assertThat(SocketPair.send(server, client, Text.ANSWER)).isEqualTo(Text.ANSWER);
        }
    }

    @Test
    void nothingIsNoSocket() throws Exception {
        SSLSocketFactory factory = subject.shop().getSocketFactory();
        assertThatThrownBy(() -> factory.createSocket(null, "shop.lab", 443, true))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> factory.createSocket(null, InputStream.nullInputStream(), true))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void aSocketThatIsNotConnectedCannotBeLayeredOn() throws Exception {
        SSLSocketFactory factory = subject.shop().getSocketFactory();
        try (Socket loose = new Socket()) {
            assertThatThrownBy(() -> factory.createSocket(loose, "shop.lab", 443, true))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aFactoryConnectsByNameOrAddress() throws Exception {
        SSLSocketFactory factory = subject.visitor().getSocketFactory();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket listener = new ServerSocket(0, 10, loopback)) {
            int port = listener.getLocalPort();
            for (Socket each : new Socket[] {
                factory.createSocket(loopback.getHostAddress(), port),
                factory.createSocket(loopback, port),
                factory.createSocket(loopback.getHostAddress(), port, loopback, 0),
                factory.createSocket(loopback, port, loopback, 0)
            }) {
                try (each) {
                    assertThat(each.isConnected()).isTrue();
                    assertThat(((SSLSocket) each).getUseClientMode()).isTrue();
                    assertThat(each.getPort()).isEqualTo(port);
                }
            }
        }
        assertThat(factory.getSupportedCipherSuites()).contains(factory.getDefaultCipherSuites());
    }
}
