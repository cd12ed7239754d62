// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Our connection on a socket, driven by the test alone, so that early data goes out and comes in when the test says. */
final class SocketEnd implements AutoCloseable {
    private final Socket socket;
    private final Pair.End end;

    private SocketEnd(Socket socket, TlsConnection connection) throws IOException {
        this.socket = socket;
        this.end = new Pair.End(connection);
        socket.setSoTimeout((int) ToolPeer.PATIENCE.toMillis());
    }

    /** Our client, which has sent nothing yet. */
    static SocketEnd connect(ClientConfig config, int port) throws IOException {
        return new SocketEnd(
                new Socket(InetAddress.getLoopbackAddress(), port), TlsConnection.client(config, LabPki.NAME));
    }

    /** Our server for the next client of {@code listening}. */
    static SocketEnd accept(ServerConfig config, ServerSocket listening) throws IOException {
        return new SocketEnd(listening.accept(), TlsConnection.server(config));
    }

    TlsConnection connection() {
        return end.connection();
    }

    ConnectionFacts facts() {
        return connection().facts().orElseThrow();
    }

    /** What came so far. */
    String received() {
        return new String(end.received().toArray(), StandardCharsets.UTF_8);
    }

    /** Sends the ClientHello and {@code data} behind it. */
    void sendEarly(String data) throws IOException {
        ByteBuffer wire = ByteBuffer.allocate(4 * TlsConnection.RECORD_BUFFER);
        connection().sealEarly(Bytes.ofUtf8(data).toBuffer(), wire);
        socket.getOutputStream().write(wire.array(), 0, wire.position());
    }

    void send(String data) throws IOException {
        send(end.seal(Bytes.ofUtf8(data)));
    }

    /** Carries bytes until {@code enough}, which has to come before the peer's end. */
    void until(BooleanSupplier enough) throws IOException {
        byte[] buffer = new byte[1 << 14];
        send(end.take());
        while (!enough.getAsBoolean()) {
            int length = socket.getInputStream().read(buffer);
            if (length < 0) {
                throw new AssertionError("the peer left: " + end.describe());
            }
            end.receive(Bytes.of(Arrays.copyOf(buffer, length)));
            send(end.take());
        }
    }

    /** Carries bytes until the handshake is complete. */
    void handshake() throws IOException {
        until(end::isEstablished);
    }

    /** Says that nothing follows. */
    void closeWrite() throws IOException {
        connection().closeWrite();
        send(end.take());
    }

    /** Closes first, and waits until the peer has too: OpenSSL forgets the sessions of those who leave without a word. */
    void farewell() throws IOException {
        closeWrite();
        until(connection()::isReadClosed);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(Bytes bytes) throws IOException {
        socket.getOutputStream().write(bytes.toArray());
    }
}
