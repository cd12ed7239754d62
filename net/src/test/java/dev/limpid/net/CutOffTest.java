// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.limpid.TlsConnection;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that leaves in mid-handshake, at any point of its flight, in order or not: always an error, never a hang. */
@Timeout(120)
final class CutOffTest {
    static Stream<Integer> cuts() {
        return Stream.of(0, 1, 4, 5, 6, 60, 127, 132, 133, 134, 200, 500, -60, -1);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aClientNoticesAServerThatEndsTheStream(int cut) throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            Thread.ofVirtual().start(() -> sendPart(tcp.server(), cut, false));
            assertTruncated(client);
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aClientNoticesAServerThatResets(int cut) throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            Thread.ofVirtual().start(() -> sendPart(tcp.server(), cut, true));
            assertReset(client);
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aServerNoticesAClientThatEndsTheStream(int cut) throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Tcp.writeAll(tcp.client(), part(clientHello(), cut));
            tcp.client().shutdownOutput();
            assertTruncated(TlsChannel.accept(Lab.server(), tcp.server()));
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aServerNoticesAClientThatResets(int cut) throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Tcp.writeAll(tcp.client(), part(clientHello(), cut));
            Tcp.reset(tcp.client());
            assertReset(TlsChannel.accept(Lab.server(), tcp.server()));
        }
    }

    private static void assertTruncated(TlsChannel channel) {
        assertThat(catchThrowable(channel::handshake))
                .isInstanceOfSatisfying(
                        TlsException.class, e -> assertThat(e.code()).isEqualTo("TRUNCATED"));
        assertThat(ending(channel)).containsExactly(Event.Ending.END_OF_STREAM);
        assertThat(channel.isOpen()).isFalse();
    }

    private static void assertReset(TlsChannel channel) {
        assertThat(catchThrowable(channel::handshake)).isInstanceOf(IOException.class);
        assertThat(ending(channel)).containsExactly(Event.Ending.RESET);
        assertThat(channel.isOpen()).isFalse();
    }

    private static List<Event.Ending> ending(TlsChannel channel) {
        return channel.report().entries().stream()
                .filter(entry -> entry.event() instanceof Event.TransportEnded)
                .map(entry -> ((Event.TransportEnded) entry.event()).ending())
                .toList();
    }

    private static void sendPart(SocketChannel socket, int cut, boolean reset) {
        try {
            RawServer server = new RawServer(socket, Lab.server());
            server.receive();
            ByteBuffer flight = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
            server.connection.take(flight);
            Tcp.writeAll(socket, part(flight.flip(), cut));
            if (reset) {
                Tcp.reset(socket);
            } else {
                // Not close: what the client still sends would then be answered with a reset
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The first {@code cut} bytes, or all but the last {@code -cut}. */
    private static ByteBuffer part(ByteBuffer whole, int cut) {
        int length = cut >= 0 ? cut : whole.remaining() + cut;
        return whole.slice(whole.position(), Math.min(length, whole.remaining() - 1));
    }

    private static ByteBuffer clientHello() {
        ByteBuffer hello = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        TlsConnection.client(Lab.client(), Lab.NAME, Observer.NONE).take(hello);
        return hello.flip();
    }
}
