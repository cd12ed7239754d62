// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.Impostor.Said;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A client and a server, and between them impostors who pass on message by message what a test does not keep or change. */
final class Relay {
    private final Impostor client;
    private final Impostor server;
    private final Deque<Said> toClient = new ArrayDeque<>();
    private final Deque<Said> toServer = new ArrayDeque<>();

    Relay(ClientConfig.Builder client, ServerConfig.Builder server) {
        this.client = Impostor.before(client);
        this.server = Impostor.before(server);
        listen();
    }

    /** Who speaks to that side. */
    Impostor to(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** What that side is to be told next. */
    Deque<Said> queue(Side side) {
        return side == Side.CLIENT ? toClient : toServer;
    }

    /** Passes on everything, to {@code side} only until it is in {@code state}; whether it came there. */
    boolean bringTo(Side side, String state) {
        deliverAll(side.peer());
        while (!to(side).state().equals(state)) {
            if (queue(side).isEmpty()) {
                return false;
            }
            deliver(side);
            deliverAll(side.peer());
        }
        while (!queue(side).isEmpty() && queue(side).element().type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
            deliver(side);
        }
        return true;
    }

    /** Passes everything on until {@code side} is to be told a handshake message of that type, which stays in the queue. */
    boolean bringToMessage(Side side, HandshakeType type) {
        deliverAll(side.peer());
        while (!queue(side).isEmpty()) {
            if (queue(side).element().is(type)) {
                return true;
            }
            deliver(side);
            deliverAll(side.peer());
        }
        return false;
    }

    /** Passes everything on, both ways. */
    Relay run() {
        while (!toClient.isEmpty() || !toServer.isEmpty()) {
            deliverAll(Side.CLIENT);
            deliverAll(Side.SERVER);
        }
        return this;
    }

    /** A victim that has failed keeps its last words, for the test to hear. */
    void listen() {
        if (client.victim().failure().isEmpty()) {
            toServer.addAll(client.listen());
        }
        if (server.victim().failure().isEmpty()) {
            toClient.addAll(server.listen());
        }
    }

    private void deliver(Side side) {
        to(side).repeat(List.of(queue(side).remove()));
        listen();
    }

    private void deliverAll(Side side) {
        while (!queue(side).isEmpty()) {
            deliver(side);
        }
    }
}
