// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A TCP server that keeps nothing of a client between its two ClientHellos. */
class StatelessRetryTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aSecondTcpConnectionFromTheSameAddressMayBringTheSecondClientHello() throws IOException {
        CookieKeys keys = CookieKeys.rotating(Lab.server().crypto(), Duration.ofMinutes(1));
        ServerConfig config = Lab.server().toBuilder()
                .alwaysRetry(true)
                .statelessRetry(StatelessRetry.of(keys))
                .build();
        try (TlsServer server = TlsServer.bind(config, ANY)) {
            server.start(channel -> channel.inputStream().transferTo(channel.outputStream()));
            TlsConnection client = TlsConnection.client(Lab.client(), Lab.NAME);
            try (SocketChannel first = SocketChannel.open(server.address())) {
                write(client, first);
                while (!client.hasOutput()) {
                    read(client, first);
                }
            }
            assertThat(client.hasOutput()).isTrue();
            try (SocketChannel second = SocketChannel.open(server.address())) {
                while (client.step() instanceof Step.NeedsInput) {
                    write(client, second);
                    read(client, second);
                }
                write(client, second);
            }
            assertThat(client.facts().orElseThrow().retried()).isTrue();
        }
    }

    private static void write(TlsConnection client, SocketChannel channel) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        while (client.take(out) > 0) {
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            out.clear();
        }
    }

    /** One record, so that none of the connection's bytes stays here. */
    private static void read(TlsConnection client, SocketChannel channel) throws IOException {
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER).limit(5);
        fill(channel, wire);
        wire.limit(5 + wire.getShort(3));
        fill(channel, wire);
        client.open(wire.flip(), ByteBuffer.allocate(TlsConnection.RECORD_BUFFER));
    }

    private static void fill(SocketChannel channel, ByteBuffer wire) throws IOException {
        while (wire.hasRemaining()) {
            assertThat(channel.read(wire)).isPositive();
        }
    }
}
