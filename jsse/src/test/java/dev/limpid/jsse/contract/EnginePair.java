// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two engines and a wire between them, in one thread. */
final class EnginePair {
    static final int TURNS = 10_000;

    private final EngineEnd client;
    private final EngineEnd server;

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = new EngineEnd(client);
        this.server = new EngineEnd(server);
    }

    /** Fresh engines of these contexts. */
    static EnginePair of(SSLContext client, SSLContext server) throws GeneralSecurityException {
        return new EnginePair(Subject.client(client), Subject.server(server));
    }

    EngineEnd client() {
        return client;
    }

    EngineEnd server() {
        return server;
    }

    /** Carries bytes both ways until nothing moves. */
    EnginePair run() throws SSLException {
        for (int turn = 0; turn < TURNS; turn++) {
            client.work();
            byte[] fromClient = client.take();
            server.receive(fromClient);
            server.work();
            byte[] fromServer = server.take();
            client.receive(fromServer);
            if (fromClient.length + fromServer.length == 0) {
                return this;
            }
        }
        throw new AssertionError("no end after " + TURNS + " turns");
    }

    /** Shakes hands, and fails unless both ends have finished. */
    EnginePair handshake() throws SSLException {
        client.engine().beginHandshake();
        run();
        assertThat(client.engine().getHandshakeStatus()).as("client").isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(server.engine().getHandshakeStatus()).as("server").isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(client.engine().getSession().getProtocol()).isEqualTo(Subject.TLS13);
        return this;
    }

    /** Tries to shake hands, carries alerts too, and returns even if both fail. */
    EnginePair attempt() throws SSLException {
        client.engine().beginHandshake();
        return settle();
    }

    /** Carries bytes both ways until nothing moves, whoever fails. */
    EnginePair settle() {
        for (int turn = 0; turn < TURNS; turn++) {
            workOrFail(client);
            byte[] fromClient = client.take();
            server.receive(fromClient);
            workOrFail(server);
            byte[] fromServer = server.take();
            client.receive(fromServer);
            if (fromClient.length + fromServer.length == 0) {
                return this;
            }
        }
        throw new AssertionError("no end after " + TURNS + " turns");
    }

    /** Sends {@code data} from {@code from} and returns what arrived at the other end. */
    byte[] send(EngineEnd from, byte[] data) throws SSLException {
        from.send(data);
        run();
        return (from == client ? server : client).received();
    }

    /** Checks that data flows both ways. */
    void exchange() throws SSLException {
        assertThat(send(client, Text.QUESTION)).isEqualTo(Text.QUESTION);
        assertThat(send(server, Text.ANSWER)).isEqualTo(Text.ANSWER);
    }

    private static void workOrFail(EngineEnd end) {
        if (end.failure().isPresent()) {
            return;
        }
        try {
            end.work();
        } catch (SSLException failed) {
            assertThat(end.failure()).isPresent();
        }
    }
}
