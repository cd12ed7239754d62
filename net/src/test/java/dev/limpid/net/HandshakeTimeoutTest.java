// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.TlsConnection;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handshake ends in time, whatever the peer does or doesn't do. */
@Timeout(120)
final class HandshakeTimeoutTest {
    private static final Timeouts TIMEOUTS = Timeouts.DEFAULT.withHandshake(Duration.ofMillis(300));

    @Test
    void aClientLeavesAServerThatIsSilentAfterTcp() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()), TIMEOUTS);
            assertTimesOut(client);
        }
    }

    @Test
    void aServerLeavesAClientThatIsSilentAfterTcp() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            assertTimesOut(server(tcp));
        }
    }

    @Test
    void aServerLeavesAClientThatIsSilentAfterItsClientHello() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Tcp.writeAll(tcp.client(), clientHello());
            assertTimesOut(server(tcp));
        }
    }

    @Test
    void aServerLeavesAClientThatSendsAByteAtATime() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            FutureTask<?> dripping = Pair.start(() -> drip(tcp, clientHello()));
            assertTimesOut(server(tcp));
            assertThat(Pair.failure(dripping)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServerLeavesAClientThatDoesNotReadItsFlight() throws Exception {
        // The dripping client keeps the connection busy, but the handshake makes no progress: time alone decides.
        try (Tcp tcp = Tcp.openNarrow()) {
            Tcp.writeAll(tcp.client(), clientHello());
            assertTimesOut(server(tcp));
        }
    }

    @Test
    void aClientThatTimesOutOverStreamsClosesThem() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Transport streams = Transport.of(
                    tcp.client().socket().getInputStream(),
                    tcp.client().socket().getOutputStream(),
                    "a pipe");
            assertTimesOut(TlsChannel.connect(Lab.client(), Lab.NAME, streams, TIMEOUTS));
            assertThat(tcp.client().isOpen()).isFalse();
        }
    }

    private static TlsChannel server(Tcp tcp) {
        return TlsChannel.accept(Lab.server(), Transport.of(tcp.server()), TIMEOUTS, Observer.NONE);
    }

    private static void assertTimesOut(TlsChannel channel) {
        long began = System.nanoTime();
        assertThatThrownBy(channel::handshake)
                .isInstanceOf(HandshakeTimeoutException.class)
                .hasMessageContaining(channel.peer())
                .hasMessageContaining("300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(15));
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.report().last(Event.TransportEnded.class, Event.TransportEnded::ending))
                .contains(Event.Ending.TIMEOUT);
        assertThatThrownBy(channel::handshake).isInstanceOf(ClosedChannelException.class);
    }

    private static ByteBuffer clientHello() {
        ByteBuffer hello = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        TlsConnection.client(Lab.client(), Lab.NAME).take(hello);
        return hello.flip();
    }

    private static int drip(Tcp tcp, ByteBuffer bytes) throws Exception {
        int all = bytes.remaining();
        for (int i = 0; i < 1000; i++) {
            int next = Math.min(i, all - 2);
            tcp.client().write(bytes.slice(next, 1));
            Thread.sleep(20);
        }
        return all;
    }
}
