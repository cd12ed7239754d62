// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Two {@code SSLEngine}s. */
final class EngineConversation implements Conversation {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine client;
    private final SSLEngine server;
    private final Wire toServer;
    private final Wire toClient;
    private final ByteBuffer data;
    private final Consumer<SSLEngine> release;

    /**
     * @param toServer used again for the next conversation, as any serious user of an engine would; so are the other, and {@code data}
     * @param release frees an engine that has memory of its own
     */
    EngineConversation(
            SSLEngine client,
            SSLEngine server,
            Wire toServer,
            Wire toClient,
            ByteBuffer data,
            Consumer<SSLEngine> release) {
        this.client = client;
        this.server = server;
        this.toServer = toServer.reset();
        this.toClient = toClient.reset();
        this.data = data;
        this.release = release;
    }

    EngineConversation shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean moved = true;
        while (moved) {
            moved = advance(client, toClient, toServer, data);
            moved |= advance(server, toServer, toClient, data);
        }
        if (!isDone(client) || !isDone(server)) {
            throw new SSLException("client " + client.getHandshakeStatus() + ", server " + server.getHandshakeStatus());
        }
        return this;
    }

    @Override
    public int carry(ByteBuffer plain, ByteBuffer wire, ByteBuffer out) throws SSLException {
        wire.clear();
        // SunJSSE's records are a little shorter than they might be, so that 16 KiB take two.
        while (plain.hasRemaining()) {
            client.wrap(plain, wire);
        }
        plain.rewind();
        wire.flip();
        out.clear();
        while (wire.hasRemaining()) {
            server.unwrap(wire, out);
        }
        return out.position();
    }

    @Override
    public void takeTickets() throws SSLException {
        server.wrap(ByteBuffer.allocate(1), toClient.writable());
        while (toClient.readable().hasRemaining()) {
            client.unwrap(toClient.readable(), data.clear());
        }
    }

    @Override
    public byte[] serverHello() {
        return toClient.firstRecord();
    }

    @Override
    public void close() {
        release.accept(client);
        release.accept(server);
    }

    /** Does all that {@code engine} can do now; returns whether that was anything. */
    private static boolean advance(SSLEngine engine, Wire in, Wire out, ByteBuffer data) throws SSLException {
        boolean moved = false;
        while (!isDone(engine)) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> engine.wrap(NOTHING, out.writable());
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (engine.unwrap(in.readable(), data.clear()).getStatus() != Status.OK) {
                        return moved;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {}
            }
            moved = true;
        }
        return moved;
    }

    private static boolean isDone(SSLEngine engine) {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED;
    }
}
