// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.observe.TlsException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as an engine shows it: what the stack waits for, told in the words of JSSE. While the handshake runs, one thread at a
 * time is inside; then one may read while another writes.
 *
 * <p>Tickets and answers to KeyUpdate are no handshake to JSSE: they go with what is wrapped next. Locks are taken in the order
 * reading, writing.
 */
final class EngineConnection implements Carrier {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;
    private static final int LONGEST_TAG_AND_TYPE = 17;
    private static final int SHORTEST_TAG_AND_TYPE = 9;
    private static final byte APPLICATION_DATA = 23;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Negotiation negotiation;
    private final TlsConnection connection;
    private final ByteBuffer earlyData;
    private final DelegatedTasks tasks;
    private volatile boolean finished;
    private volatile boolean flushing;
    private volatile boolean outboundClosed;
    private volatile boolean inboundDone;
    private volatile @Nullable TlsException deferred;

    EngineConnection(LimpidEngine engine, Settings settings) {
        negotiation = new Negotiation(
                settings,
                new Endpoint.Engine(engine),
                this,
                engine.getPeerHost(),
                engine.getPeerPort(),
                DelegatedTasks.QUESTIONS);
        connection = negotiation.connection();
        earlyData = settings.isClient() ? settings.live().earlyData().toBuffer() : NOTHING;
        tasks = new DelegatedTasks(connection, this::answer);
    }

    TlsSession session() {
        return negotiation.session();
    }

    /** Whether the handshake is complete, and the application was told so. */
    boolean isFinished() {
        return finished;
    }

    boolean isInboundDone() {
        return inboundDone;
    }

    boolean isOutboundDone() {
        return outboundClosed && !hasOutput();
    }

    HandshakeStatus status() {
        if (isQuiet()) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        writing.lock();
        try {
            if (deferred != null || isOwed()) {
                return HandshakeStatus.NEED_WRAP;
            }
            return switch (connection.step()) {
                case Step.NeedsInput _ -> waiting(HandshakeStatus.NEED_UNWRAP);
                case Step.NeedsAnswer _ -> waiting(HandshakeStatus.NEED_TASK);
                case Step.Established done -> established(done);
                case Step.Closed _ -> HandshakeStatus.NOT_HANDSHAKING;
            };
        } finally {
            writing.unlock();
        }
    }

    private HandshakeStatus established(Step.Established done) {
        if (!done.requests().isEmpty()) {
            return HandshakeStatus.NEED_TASK;
        }
        return finished ? HandshakeStatus.NOT_HANDSHAKING : waiting(HandshakeStatus.NEED_WRAP);
    }

    @Nullable
    Runnable task() {
        return tasks.next();
    }

    /** Moves what is pending or a record's worth of data into {@code destination}. */
    SSLEngineResult wrap(Buffers source, ByteBuffer destination) throws SSLException {
        Hold held = holdWriting();
        try {
            throwDeferred();
            if (outboundClosed && !connection.hasOutput()) {
                connection.take(NOTHING);
                return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
            }
            return finished && !outboundClosed ? wrapData(source, destination) : wrapHandshake(destination);
        } catch (TlsException e) {
            throw failed(e);
        } finally {
            release(held);
        }
    }

    /** Takes one record of {@code source}. */
    SSLEngineResult unwrap(ByteBuffer source, Buffers destination) throws SSLException {
        Hold held = holdReading();
        try {
            throwDeferred();
            if (inboundDone) {
                return new SSLEngineResult(Status.CLOSED, status(), 0, 0);
            }
            HandshakeStatus before =
                    finished && connection.requests().isEmpty() ? HandshakeStatus.NOT_HANDSHAKING : status();
            if (before == HandshakeStatus.NEED_TASK || !finished && before == HandshakeStatus.NEED_WRAP) {
                return new SSLEngineResult(Status.OK, before, 0, 0);
            }
            return open(source, destination);
        } catch (TlsException e) {
            throw failed(e);
        } finally {
            release(held);
        }
    }

    /** As {@link TlsConnection#closeWrite}; a handshake that is not complete ends both ways. */
    void closeOutbound() {
        Hold held = holdWriting();
        try {
            if (!outboundClosed) {
                connection.closeWrite();
                outboundClosed = true;
                if (!finished) {
                    inboundDone = true;
                }
            }
        } finally {
            release(held);
        }
    }

    /** The transport has ended. */
    void closeInbound() throws SSLException {
        Hold held = holdReading();
        try {
            if (!inboundDone) {
                inboundDone = true;
                connection.endOfInput();
            }
        } catch (TlsException e) {
            throw failed(e);
        } finally {
            release(held);
        }
    }

    /** Asks for fresh keys both ways, unless that was asked and not answered yet. */
    void renew() {
        if (!connection.isKeyUpdateAwaited()) {
            updateKeys(true);
        }
    }

    @Override
    public void updateKeys(boolean requestPeer) {
        send(() -> {
            connection.updateKeys(requestPeer);
            return true;
        });
    }

    @Override
    public void requestClientCertificate(ClientAuthentication wanted) {
        send(() -> {
            connection.requestClientCertificate(wanted);
            return true;
        });
    }

    @Override
    public boolean sendTicket() {
        return send(connection::sendTicket);
    }

    private boolean send(BooleanSupplier message) {
        if (!finished) {
            throw new IllegalStateException("the handshake is not complete");
        }
        writing.lock();
        try {
            boolean sent = message.getAsBoolean();
            if (sent) {
                flushing = true;
            }
            return sent;
        } finally {
            writing.unlock();
        }
    }

    /** A task has something to say to the connection. */
    private void answer(Runnable answer) {
        Hold held = holdReading();
        try {
            answer.run();
            if (finished) {
                send(() -> true);
            }
        } catch (TlsException e) {
            deferred = e;
        } finally {
            release(held);
        }
    }

    private SSLEngineResult wrapHandshake(ByteBuffer destination) {
        HandshakeStatus before = status();
        if (before != HandshakeStatus.NEED_WRAP || !isOwed()) {
            return result(Status.OK, 0, 0);
        }
        if (destination.remaining() < TlsSession.PACKET) {
            return new SSLEngineResult(Status.BUFFER_OVERFLOW, before, 0, 0);
        }
        int start = destination.position();
        if (connection.earlyDataRoom() > 0) {
            connection.sealEarly(earlyData, destination);
        } else {
            connection.take(destination);
        }
        return result(outboundClosed ? Status.CLOSED : Status.OK, 0, destination.position() - start);
    }

    private SSLEngineResult wrapData(Buffers source, ByteBuffer destination) {
        int start = destination.position();
        int count = (int) Math.min(source.remaining(), negotiation.mostContent());
        if (destination.remaining() < count + HEADER + LONGEST_TAG_AND_TYPE && (count > 0 || connection.hasOutput())) {
            return new SSLEngineResult(Status.BUFFER_OVERFLOW, status(), 0, 0);
        }
        int consumed =
                count == 0 ? takeOnly(destination) : source.give(count, data -> connection.seal(data, destination));
        if (!connection.hasOutput()) {
            flushing = false;
        }
        return result(Status.OK, consumed, destination.position() - start);
    }

    private int takeOnly(ByteBuffer destination) {
        connection.take(destination);
        return 0;
    }

    private SSLEngineResult open(ByteBuffer source, Buffers destination) {
        int record = recordLength(source);
        boolean whole = record <= source.remaining();
        int content = Math.max(0, record - HEADER - SHORTEST_TAG_AND_TYPE);
        boolean isData = whole && finished && source.get(source.position()) == APPLICATION_DATA;
        if (isData && destination.remaining() < content) {
            return new SSLEngineResult(Status.BUFFER_OVERFLOW, status(), 0, 0);
        }
        int start = source.position();
        int limit = source.limit();
        int produced;
        source.limit(whole ? start + record : limit);
        try {
            produced = destination.take(isData ? content : 0, room -> connection.open(source, room));
        } finally {
            source.limit(limit);
        }
        int consumed = source.position() - start;
        if (connection.isReadClosed()) {
            inboundDone = true;
        }
        if (inboundDone) {
            return result(Status.CLOSED, consumed, produced);
        }
        return result(consumed + produced > 0 ? Status.OK : Status.BUFFER_UNDERFLOW, consumed, produced);
    }

    /** The length of the record that begins in {@code source}, header included; of an incomplete header that of a header. */
    private static int recordLength(ByteBuffer source) {
        return source.remaining() < HEADER
                ? HEADER
                : HEADER
                        + ((source.get(source.position() + LENGTH_AT) & 0xff) << 8
                                | source.get(source.position() + LENGTH_AT + 1) & 0xff);
    }

    /** The result of an operation; that the handshake is complete is told by the first that finds it so, and by no other. */
    private SSLEngineResult result(Status status, int consumed, int produced) {
        if (!finished
                && connection.facts().isPresent()
                && !isOwed()
                && connection.requests().isEmpty()) {
            negotiation.session().establish();
            finished = true;
            return new SSLEngineResult(status, HandshakeStatus.FINISHED, consumed, produced);
        }
        return new SSLEngineResult(status, status(), consumed, produced);
    }

    /** Whether there is nothing that anybody has to be told: so it is while data flows. */
    private boolean isQuiet() {
        return finished
                && !flushing
                && !outboundClosed
                && deferred == null
                && connection.requests().isEmpty();
    }

    /** Whether something has to go out before anything else happens. */
    private boolean isOwed() {
        return (!finished || flushing || outboundClosed)
                && (connection.hasOutput() || earlyData.hasRemaining() && connection.earlyDataRoom() > 0);
    }

    private boolean hasOutput() {
        writing.lock();
        try {
            return connection.hasOutput();
        } finally {
            writing.unlock();
        }
    }

    /** {@code status}, unless this handshake was given up. */
    private HandshakeStatus waiting(HandshakeStatus status) {
        return outboundClosed || inboundDone ? HandshakeStatus.NOT_HANDSHAKING : status;
    }

    private void throwDeferred() throws SSLException {
        TlsException failure = deferred;
        if (failure != null) {
            deferred = null;
            throw failed(failure);
        }
    }

    private SSLException failed(TlsException failure) {
        outboundClosed = true;
        inboundDone = true;
        return SslFailures.of(failure, finished, negotiation.refusal());
    }

    private Hold holdWriting() {
        if (finished) {
            writing.lock();
            return Hold.WRITING;
        }
        reading.lock();
        writing.lock();
        return Hold.BOTH;
    }

    private Hold holdReading() {
        reading.lock();
        if (finished) {
            return Hold.READING;
        }
        writing.lock();
        return Hold.BOTH;
    }

    private void release(Hold held) {
        if (held != Hold.READING) {
            writing.unlock();
        }
        if (held != Hold.WRITING) {
            reading.unlock();
        }
    }

    /** What a thread has for itself: one half or, while the handshake runs, both. */
    private enum Hold {
        READING,
        WRITING,
        BOTH
    }
}
