// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TransportTest {
    @Test
    void carriesATlsConnectionOverStreams() throws Exception {
        PipedInputStream toServer = new PipedInputStream(50_000);
        PipedInputStream toClient = new PipedInputStream(50_000);
        Transport client = Transport.of(toClient, new PipedOutputStream(toServer), "the server");
        Transport server = Transport.of(toServer, new PipedOutputStream(toClient), "the client");
        FutureTask<byte[]> serving = Pair.start(() -> {
            TlsChannel channel = TlsChannel.accept(Lab.server(), server);
            return TlsChannelTest.read(channel, 3);
        });
        TlsChannel channel = TlsChannel.connect(Lab.client(), Lab.NAME, client);
        channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(serving.get()).containsExactly(1, 2, 3);
        assertThat(channel.peer()).isEqualTo("the server");
    }

    @Test
    void carriesATlsConnectionOverPlainSockets() throws Exception {
        try (var listening = Tcp.listen()) {
            Socket socket = new Socket();
            socket.connect(listening.getLocalAddress());
            FutureTask<byte[]> serving =
                    Pair.start(() -> TlsChannelTest.read(TlsChannel.accept(Lab.server(), listening.accept()), 1));
            try (TlsChannel channel = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(socket))) {
                channel.write(ByteBuffer.wrap(new byte[] {7}));
                assertThat(serving.get()).containsExactly(7);
            }
        }
    }

    @Test
    void givesFirstWhatSomebodyElseHasReadFromTheSocket() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            FutureTask<byte[]> connecting = Pair.start(() -> TlsChannelTest.read(client, 3));
            ByteBuffer consumed = ByteBuffer.allocate(100);
            tcp.server().read(consumed);
            consumed.flip();
            Transport transport = Transport.of(tcp.server().socket(), consumed);
            assertThat(consumed.remaining()).as("what the caller still has").isEqualTo(100);
            consumed.clear().put(new byte[100]);

            TlsChannel server = TlsChannel.accept(Lab.server(), transport);
            server.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(connecting.get()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void givesWhatWasConsumedInPiecesThatFit() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Transport transport = Transport.of(tcp.server().socket(), ByteBuffer.wrap(new byte[] {1, 2, 3}));
            tcp.client().write(ByteBuffer.wrap(new byte[] {4}));
            ByteBuffer two = ByteBuffer.allocate(2);
            assertThat(transport.read(two, 0)).isEqualTo(2);
            assertThat(transport.read(two.rewind(), 0)).isEqualTo(1);
            assertThat(two.get(0)).isEqualTo((byte) 3);
            assertThat(transport.read(two.rewind(), 0)).isEqualTo(1);
            assertThat(two.get(0)).isEqualTo((byte) 4);
            assertThatThrownBy(() -> transport.read(two.rewind(), 1)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void endsAReadWhenTheSocketBelowIsClosed() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Socket socket = tcp.client().socket();
            Transport transport = Transport.of(socket, ByteBuffer.allocate(0));
            FutureTask<Integer> reading = Pair.start(() -> transport.read(ByteBuffer.allocate(1), 30_000_000_000L));
            Thread.sleep(50);
            socket.close();
            assertThat(Pair.failure(reading)).isInstanceOf(IOException.class);
            assertThat(transport.isOpen()).isFalse();
        }
    }

    @Test
    void doesWithoutTheEndOfOutputWhereASocketKnowsNone() throws Exception {
        try (var listening = Tcp.listen();
                Socket whole = new Socket() {
                    @Override
                    public void shutdownOutput() {
                        throw new UnsupportedOperationException();
                    }
                }) {
            whole.connect(listening.getLocalAddress());
            Transport transport = Transport.of(whole);
            transport.shutdownOutput();
            assertThat(transport.isOpen()).isTrue();
        }
    }

    @Test
    void refusesAChannelThatIsNotConnectedOrNotBlocking() throws Exception {
        try (SocketChannel unconnected = SocketChannel.open();
                Tcp tcp = Tcp.open()) {
            assertThatThrownBy(() -> Transport.of(unconnected)).isInstanceOf(IllegalArgumentException.class);
            tcp.client().configureBlocking(false);
            assertThatThrownBy(() -> Transport.of(tcp.client())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsASocketOpenAfterAReadTimedOut() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Transport transport = Transport.of(tcp.client());
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThatThrownBy(() -> transport.read(buffer, 1)).isInstanceOf(SocketTimeoutException.class);
            assertThat(transport.isOpen()).isTrue();
            tcp.server().write(ByteBuffer.wrap(new byte[] {1, 2}));
            buffer.position(3);
            assertThat(transport.read(buffer, 0)).isEqualTo(2);
            assertThat(buffer.flip().slice(3, 2)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        }
    }

    @Test
    void writesOnlyWhatRemains() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            ByteBuffer source =
                    ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 9}).slice(1, 3).position(1);
            Transport.of(tcp.client()).write(source, 0);
            assertThat(source.hasRemaining()).isFalse();
            tcp.client().close();
            ByteBuffer received = ByteBuffer.allocate(10);
            while (tcp.server().read(received) >= 0) {}
            assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        }
    }

    @Test
    void saysWhatIsAtTheOtherEnd() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            assertThat(Transport.of(tcp.client()).description())
                    .isEqualTo("127.0.0.1:" + tcp.server().socket().getLocalPort());
        }
    }

    @Test
    void closesStreamsThatTakeTooLong() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Transport transport = Transport.of(
                    tcp.client().socket().getInputStream(),
                    tcp.client().socket().getOutputStream(),
                    "a peer");
            assertThat(transport.survivesTimeout()).isFalse();
            assertThatThrownBy(() -> transport.read(ByteBuffer.allocate(1), 50_000_000))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("50 ms");
            assertThat(transport.isOpen()).isFalse();
            assertThatThrownBy(() -> transport.write(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
        }
    }
}
