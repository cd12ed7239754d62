// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two ends of a TCP connection on the loopback interface. */
record Tcp(SocketChannel client, SocketChannel server) implements AutoCloseable {
    Tcp {
        noDelay(client);
        noDelay(server);
    }

    static Tcp open() throws IOException {
        try (ServerSocketChannel listening = listen()) {
            return new Tcp(SocketChannel.open(listening.getLocalAddress()), listening.accept());
        }
    }

    /** As {@link #open}, with a client that can receive much without reading it. */
    static Tcp openWide() throws IOException {
        try (ServerSocketChannel listening = listen()) {
            SocketChannel client = SocketChannel.open();
            client.setOption(StandardSocketOptions.SO_RCVBUF, 2_000_000);
            client.connect(listening.getLocalAddress());
            return new Tcp(client, listening.accept());
        }
    }

    /** As {@link #open}, with buffers so small that a peer that doesn't read is noticed soon. */
    static Tcp openNarrow() throws IOException {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.setOption(StandardSocketOptions.SO_RCVBUF, 8192);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open();
            client.setOption(StandardSocketOptions.SO_SNDBUF, 8192);
            client.connect(listening.getLocalAddress());
            return new Tcp(client, listening.accept());
        }
    }

    static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes {@code channel} with RST instead of FIN. */
    static void reset(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    private static void noDelay(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
