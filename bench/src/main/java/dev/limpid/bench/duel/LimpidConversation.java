// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import java.nio.ByteBuffer;

/** Two {@code TlsConnection}s. */
final class LimpidConversation implements Conversation {
    private final TlsConnection client;
    private final TlsConnection server;
    private final Wire toServer;
    private final Wire toClient;

    /** @param toServer used again for the next conversation, as is the other */
    LimpidConversation(TlsConnection client, TlsConnection server, Wire toServer, Wire toClient) {
        this.client = client;
        this.server = server;
        this.toServer = toServer.reset();
        this.toClient = toClient.reset();
    }

    LimpidConversation shakeHands(ByteBuffer data) {
        while (client.hasOutput() || server.hasOutput()) {
            client.take(toServer.writable());
            server.open(toServer.readable(), data);
            server.take(toClient.writable());
            client.open(toClient.readable(), data);
        }
        if (!isEstablished(client) || !isEstablished(server)) {
            throw new IllegalStateException("client " + client.report() + ", server " + server.report());
        }
        return this;
    }

    @Override
    public int carry(ByteBuffer plain, ByteBuffer wire, ByteBuffer out) {
        client.seal(plain, wire.clear());
        plain.rewind();
        wire.flip();
        out.clear();
        while (wire.hasRemaining()) {
            server.open(wire, out);
        }
        return out.position();
    }

    @Override
    public void takeTickets() {
        server.seal(ByteBuffer.allocate(1), toClient.writable());
        client.open(toClient.readable(), ByteBuffer.allocate(TlsConnection.RECORD_BUFFER));
    }

    @Override
    public byte[] serverHello() {
        return toClient.firstRecord();
    }

    @Override
    public void close() {
        // Nothing outside the heap.
    }

    private static boolean isEstablished(TlsConnection connection) {
        return connection.step() instanceof Step.Established;
    }
}
