// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;

/** A server that does what it shouldn't: it drives a connection by hand over a socket that it can reset. */
final class RawServer {
    private final SocketChannel socket;
    final TlsConnection connection;
    private long sent;
    private final ByteBuffer wire =
            ByteBuffer.allocate(TlsConnection.RECORD_BUFFER).limit(0);

    RawServer(SocketChannel socket, ServerConfig config) {
        this.socket = socket;
        this.connection = TlsConnection.server(config, Observer.NONE);
    }

    RawServer handshake() throws IOException {
        while (connection.step() instanceof Step.NeedsInput) {
            receive();
            send();
        }
        return this;
    }

    void receive() throws IOException {
        wire.compact();
        int count = socket.read(wire);
        wire.flip();
        if (count < 0) {
            throw new IOException("the client left");
        }
        connection.open(wire, ByteBuffer.allocate(0));
    }

    /** Makes an alert: opens a record of a type that does not exist, as if the client had sent it. */
    RawServer provokeAlert() {
        try {
            connection.open(ByteBuffer.wrap(HexFormat.of().parseHex("7f0303000100")), ByteBuffer.allocate(1));
            throw new AssertionError("no alert");
        } catch (TlsException expected) {
            return this;
        }
    }

    RawServer write(byte[] data) throws IOException {
        ByteBuffer plain = ByteBuffer.wrap(data);
        ByteBuffer sealed = ByteBuffer.allocate(data.length + TlsConnection.RECORD_BUFFER);
        while (plain.hasRemaining()) {
            connection.seal(plain, sealed);
        }
        writeAll(sealed.flip());
        return this;
    }

    RawServer send() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        while (connection.hasOutput()) {
            connection.take(out.clear());
            writeAll(out.flip());
        }
        return this;
    }

    /** How many bytes it has sent so far. */
    long sent() {
        return sent;
    }

    void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    void closeTransport() throws IOException {
        socket.close();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        sent += bytes.remaining();
        Tcp.writeAll(socket, bytes);
    }
}
