// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The peer's end: an engine, what waits to go in, and what came out. Never hangs: an engine that spins is stopped. */
final class EngineEnd {
    private static final int TURNS = 10_000;
    private static final int LAST_WORDS = 4;

    private final SSLEngine engine;
    private final ByteBuffer produced;
    private final ByteBuffer opened;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private Bytes incoming = Bytes.EMPTY;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private @Nullable SSLException failure;
    private boolean closing;

    EngineEnd(SSLEngine engine) throws SSLException {
        this.engine = engine;
        produced = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + 1024);
        opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + 1024);
        engine.beginHandshake();
    }

    SSLEngine engine() {
        return engine;
    }

    /** Queues application data. */
    void send(Bytes data) {
        unsent = data.toBuffer();
    }

    /** Queues bytes from the other end. */
    void receive(Bytes bytes) {
        incoming = incoming.then(bytes);
    }

    /** Asks the engine to end its half of the connection. */
    void close() {
        engine.closeOutbound();
        closing = true;
    }

    /** Lets the engine work until it waits, and hands over all that it has for the other end. */
    Bytes take() {
        if (failure == null) {
            try {
                work();
            } catch (SSLException failed) {
                failure = failed;
                lastWords();
            }
        }
        Bytes flight = Bytes.of(outgoing.toByteArray());
        outgoing.reset();
        return flight;
    }

    /** The application data that came so far. */
    Bytes received() {
        return Bytes.of(received.toByteArray());
    }

    /** Why the engine gave up, if it did. */
    Optional<SSLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the engine calls its handshake complete. */
    boolean isEstablished() {
        return failure == null
                && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getCipherSuite().equals("SSL_NULL_WITH_NULL_NULL");
    }

    private void work() throws SSLException {
        for (int turn = 0; turn < TURNS; turn++) {
            boolean moved = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case NOT_HANDSHAKING, FINISHED -> data();
            };
            if (!moved) {
                return;
            }
        }
        throw new SSLException("the engine turns without end at " + engine.getHandshakeStatus());
    }

    private boolean data() throws SSLException {
        boolean something = unsent.hasRemaining() || closing && !engine.isOutboundDone();
        boolean wrapped = something && wrap();
        return unwrap() || wrapped;
    }

    private boolean runTasks() {
        boolean ran = false;
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            ran = true;
        }
        return ran;
    }

    private boolean wrap() throws SSLException {
        HandshakeStatus before = engine.getHandshakeStatus();
        produced.clear();
        SSLEngineResult result;
        try {
            result = engine.wrap(unsent, produced);
        } finally {
            outgoing.write(produced.array(), 0, produced.position());
        }
        return result.bytesProduced() > 0 || result.bytesConsumed() > 0 || engine.getHandshakeStatus() != before;
    }

    private boolean unwrap() throws SSLException {
        HandshakeStatus before = engine.getHandshakeStatus();
        // Netty's engine sees the end of its handshake only when asked once more, even with nothing
        boolean idle = before == HandshakeStatus.NOT_HANDSHAKING || before == HandshakeStatus.FINISHED;
        if (engine.isInboundDone() || incoming.isEmpty() && idle) {
            return false;
        }
        ByteBuffer source = incoming.toBuffer();
        int length = source.remaining();
        opened.clear();
        SSLEngineResult result;
        try {
            result = engine.unwrap(source, opened);
        } finally {
            incoming = incoming.from(length - source.remaining());
        }
        received.write(opened.array(), 0, opened.position());
        return result.getStatus() != Status.BUFFER_UNDERFLOW
                && (result.bytesConsumed() > 0 || result.bytesProduced() > 0 || engine.getHandshakeStatus() != before);
    }

    /** The alert of an engine that has failed. */
    private void lastWords() {
        unsent = ByteBuffer.allocate(0);
        for (int turn = 0; turn < LAST_WORDS; turn++) {
            try {
                runTasks();
                if (!wrap()) {
                    return;
                }
            } catch (SSLException alsoWhileClosing) {
                // Some engines repeat their failure at the first wrap and give the alert at the next
            }
        }
    }
}
