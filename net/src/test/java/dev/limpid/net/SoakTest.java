// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many connections one after the other leave nothing behind. With {@code -Dlimpid.soak=true} 10,000 of them, else 500. */
@Timeout(600)
final class SoakTest {
    private static final int CONNECTIONS = Boolean.getBoolean("limpid.soak") ? 10_000 : 500;
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final long ALLOWANCE = 2_000_000;

    private final Random random = new Random(7);

    @Test
    void keepsNothingOfConnectionsThatAreOver() throws Exception {
        soak((server, i) -> {
            try (TlsChannel client = connect(server)) {
                client.write(ByteBuffer.wrap(new byte[] {(byte) i}));
                client.shutdownOutput();
                assertThat(client.inputStream().readAllBytes()).containsExactly(i);
            }
        });
    }

    @Test
    void keepsNothingOfConnectionsThatAreCutOff() throws Exception {
        soak((server, i) -> {
            SocketChannel socket = SocketChannel.open(server.address());
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(socket));
            switch (random.nextInt(4)) {
                case 0 -> socket.write(ByteBuffer.wrap(new byte[] {22, 3, 1, 2}));
                case 1 -> client.handshake();
                case 2 -> client.write(ByteBuffer.allocate(random.nextInt(50_000)));
                default -> {}
            }
            if (random.nextBoolean()) {
                Tcp.reset(socket);
            } else {
                client.abort();
            }
        });
    }

    private interface Connection {
        void run(TlsServer server, int number) throws Exception;
    }

    private static void soak(Connection connection) throws Exception {
        try (TlsServer server = TlsServer.bind(Lab.server(), ANY)) {
            server.start(channel -> channel.inputStream().transferTo(channel.outputStream()));
            int warmUp = CONNECTIONS / 5;
            for (int i = 0; i < warmUp; i++) {
                connection.run(server, i);
            }
            long before = heapAfterCollection(server, warmUp);
            for (int i = warmUp; i < CONNECTIONS; i++) {
                connection.run(server, i);
            }
            long after = heapAfterCollection(server, CONNECTIONS);
            assertThat(after - before)
                    .as("growth over %d connections, %d before", CONNECTIONS - warmUp, before)
                    .isLessThan(ALLOWANCE);
        }
    }

    /** Once all {@code connections} have come and gone: the last ones may still be in the system's queue. */
    private static long heapAfterCollection(TlsServer server, int connections) throws Exception {
        TlsServerTest.waitFor(
                () -> server.counts().completed() + server.counts().failed() == connections);
        assertThat(server.counts().accepted()).isEqualTo(connections);
        assertThat(server.counts().active()).isZero();
        Thread.sleep(200);
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static TlsChannel connect(TlsServer server) throws Exception {
        return TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(SocketChannel.open(server.address())));
    }
}
