// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A client and a server in one thread, with a wire between them that a test can touch. */
public final class Pair {
    private static final int BUFFER = 4 * TlsConnection.RECORD_BUFFER;

    private final End client;
    private final End server;

    /** A pair that has not exchanged a byte; the ClientHello is pending. */
    public Pair(ClientConfig client, ServerConfig server) {
        this(client, server, Lab.NAME, Observer.NONE, Observer.NONE);
    }

    /** As {@link #Pair(ClientConfig, ServerConfig)}, for another name, and watched. */
    public Pair(
            ClientConfig client,
            ServerConfig server,
            ServerName name,
            Observer clientObserver,
            Observer serverObserver) {
        this.client = new End(TlsConnection.client(client, name, clientObserver));
        this.server = new End(TlsConnection.server(server, serverObserver));
    }

    /** A pair of the lab's client and server whose handshake is complete. */
    public static Pair established() {
        return new Pair(Lab.client().build(), Lab.server().build()).handshake();
    }

    /** The client's end. */
    public End client() {
        return client;
    }

    /** The server's end. */
    public End server() {
        return server;
    }

    /** Carries bytes both ways until neither end has any; failures stay in the ends ({@link End#failure}). */
    public Pair run() {
        boolean moved = true;
        while (moved) {
            moved = carry(client, server);
            moved |= carry(server, client);
        }
        return this;
    }

    /** Runs, and fails unless both ends are established. @throws AssertionError if not */
    public Pair handshake() {
        run();
        if (!client.isEstablished() || !server.isEstablished()) {
            throw new AssertionError("client " + client.describe() + "; server " + server.describe());
        }
        return this;
    }

    /** Moves what {@code from} has pending to {@code to}; returns whether there was anything. */
    public static boolean carry(End from, End to) {
        Bytes flight = from.take();
        to.receive(flight);
        return !flight.isEmpty();
    }

    /** One end: a connection, the bytes that wait for the rest of their record, and the data that came out. */
    public static final class End {
        private final TlsConnection connection;
        private final ByteBuffer wire = ByteBuffer.allocate(BUFFER);
        private final ByteBuffer plaintext = ByteBuffer.allocate(BUFFER);
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        /** An end around {@code connection}. */
        public End(TlsConnection connection) {
            this.connection = connection;
        }

        /** The connection itself. */
        public TlsConnection connection() {
            return connection;
        }

        /** All bytes for the peer that are pending. */
        public Bytes take() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (connection.take(buffer) > 0) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return Bytes.wrap(out.toByteArray());
        }

        /** Takes bytes from the peer; if they make the connection fail, {@link #failure} tells. */
        public void receive(Bytes bytes) {
            Bytes left = bytes;
            while (!left.isEmpty()) {
                int count = Math.min(left.length(), wire.remaining());
                wire.put(left.slice(0, count).toBuffer());
                left = left.from(count);
                if (!open()) {
                    return;
                }
            }
        }

        /** Goes on with the bytes that were left because a request waited; if they make the connection fail, {@link #failure} tells. */
        public void resume() {
            open();
        }

        /** The bytes from the peer that nobody has opened. */
        public int unopened() {
            return wire.position();
        }

        /** Seals {@code data} and returns the records. */
        public Bytes seal(Bytes data) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteBuffer source = data.toBuffer();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            do {
                connection.seal(source, buffer);
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            } while (source.hasRemaining());
            return Bytes.wrap(out.toByteArray());
        }

        /** The application data that came so far. */
        public Bytes received() {
            return Bytes.of(received.toByteArray());
        }

        /** Whether the handshake is complete and the connection open. */
        public boolean isEstablished() {
            return connection.step() instanceof Step.Established;
        }

        /** Why the connection failed, if it did. */
        public Optional<TlsException> failure() {
            return connection.step() instanceof Step.Closed closed ? closed.failure() : Optional.empty();
        }

        /** The state and the failure, for messages. */
        public String describe() {
            return connection.report().state().orElse("not begun")
                    + failure().map(failure -> ", " + failure.getMessage()).orElse("");
        }

        private boolean open() {
            wire.flip();
            try {
                int before;
                do {
                    before = wire.remaining();
                    connection.open(wire, plaintext);
                    received.write(plaintext.array(), 0, plaintext.position());
                    plaintext.clear();
                } while (wire.remaining() < before && wire.hasRemaining());
                return true;
            } catch (TlsException failed) {
                wire.position(wire.limit());
                return false;
            } finally {
                wire.compact();
            }
        }
    }
}
