// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The blocking loop between a {@link TlsConnection} and its transport. Locks are taken in the order read half, write half; a
 * thread that holds the write half's never waits for the read half's.
 */
final class Conversation {
    private final TlsConnection connection;
    private final Transport transport;
    private final ReadHalf in;
    private final WriteHalf out;
    private final Ending ending;
    private final LastWords lastWords;
    private final long handshakeNanos;
    private final long writeNanos;
    private volatile long readNanos;
    private volatile @Nullable ConnectionFacts established;

    Conversation(TlsConnection connection, Transport transport, Timeouts timeouts) {
        this.connection = connection;
        this.transport = transport;
        this.in = new ReadHalf(connection, transport);
        this.out = new WriteHalf(connection, transport);
        this.ending = new Ending(connection.recorder());
        this.lastWords = new LastWords(connection, transport, in, out, ending, timeouts.close());
        this.handshakeNanos = timeouts.handshake().toNanos();
        this.readNanos = timeouts.read().toNanos();
        this.writeNanos = timeouts.write().toNanos();
    }

    void readTimeout(Duration timeout) {
        readNanos = Timeouts.nanos(timeout);
    }

    boolean isOpen() {
        return ending.isOpen();
    }

    ConnectionFacts handshake() throws IOException {
        ConnectionFacts facts = established;
        if (facts != null) {
            return facts;
        }
        in.lock.lock();
        try {
            out.lock.lock();
            try {
                return shakeHands();
            } finally {
                out.lock.unlock();
            }
        } finally {
            in.lock.unlock();
        }
    }

    int read(ByteBuffer destination) throws IOException {
        handshake();
        in.lock.lock();
        try {
            return receive(destination);
        } catch (SocketTimeoutException e) {
            throw transport.isOpen() ? e : lastWords.lost(e);
        } catch (IOException e) {
            throw lastWords.lost(e);
        } catch (TlsException e) {
            throw lastWords.failed(e);
        } finally {
            in.lock.unlock();
        }
    }

    void write(ByteBuffer source) throws IOException {
        handshake();
        ending.check();
        try {
            out.write(source, writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    void updateKeys(boolean requestPeer) throws IOException {
        handshake();
        ending.check();
        try {
            out.updateKeys(requestPeer, writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    void requestClientCertificate(ClientAuthentication wanted) throws IOException {
        handshake();
        ending.check();
        try {
            out.requestClientCertificate(wanted, writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    void shutdownOutput() throws IOException {
        handshake();
        ending.check();
        try {
            out.shut(Deadline.in(writeNanos));
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    void close() throws IOException {
        boolean wasOpen = ending.isOpen();
        if (ending.close() && wasOpen && established != null) {
            lastWords.goodbye();
        }
        abort();
    }

    void abort() throws IOException {
        ending.close();
        transport.close();
        boolean clean = out.isShut() && connection.isReadClosed();
        ending.over(clean ? Event.Closure.CLEAN : Event.Closure.ABANDONED);
    }

    private int receive(ByteBuffer destination) throws IOException {
        ending.checkNotClosed();
        int count = in.readSalvaged(destination);
        if (count > 0 || !destination.hasRemaining()) {
            return count;
        }
        ending.check();
        while (true) {
            count = in.open(destination);
            answerRequests();
            answer();
            if (count != 0) {
                return count;
            }
            if (!in.fill(readNanos)) {
                ending.endOfStream();
                connection.endOfInput();
            }
            ending.check();
        }
    }

    /** Sends what the peer's records ask for, such as a KeyUpdate. Should that fail, the next read or write finds out. */
    private void answer() {
        try {
            out.flushIfIdle(writeNanos);
        } catch (IOException e) {
            // What was read is good and goes to the reader first.
        }
    }

    private ConnectionFacts shakeHands() throws IOException {
        Deadline deadline = Deadline.in(handshakeNanos);
        while (true) {
            ending.check();
            flush(deadline);
            switch (connection.step()) {
                case Step.Established done -> {
                    established = done.facts();
                    return done.facts();
                }
                case Step.NeedsAnswer waits -> answerHandshake();
                case Step.NeedsInput() -> advance(deadline);
                case Step.Closed closed -> throw lastWords.lost(new EOFException("the peer closed in mid-handshake"));
            }
        }
    }

    /** Virtual threads may block: what others hand out is answered here. */
    private void answerRequests() {
        for (var open = connection.requests(); !open.isEmpty(); open = connection.requests()) {
            connection.answer(open.getFirst());
        }
    }

    private void answerHandshake() {
        try {
            answerRequests();
        } catch (TlsException e) {
            throw lastWords.failed(e);
        }
    }

    private void flush(Deadline deadline) throws IOException {
        try {
            out.flush(deadline);
        } catch (SocketTimeoutException e) {
            throw timedOut(deadline);
        } catch (IOException e) {
            throw lastWords.lost(lastWords.refused(e));
        }
    }

    private void advance(Deadline deadline) throws IOException {
        try {
            if (in.fill(deadline.left())) {
                in.openHandshake();
            } else {
                ending.endOfStream();
                connection.endOfInput();
                throw new EOFException("the peer closed in mid-handshake");
            }
        } catch (SocketTimeoutException e) {
            throw timedOut(deadline);
        } catch (IOException e) {
            throw lastWords.lost(e);
        } catch (TlsException e) {
            throw lastWords.failed(e);
        }
    }

    private IOException timedOut(Deadline deadline) {
        String detail = "no complete handshake with " + transport.description() + " within "
                + Timeouts.text(deadline.timeoutNanos())
                + connection
                        .report()
                        .state()
                        .map(state -> ", the last state is " + state)
                        .orElse("");
        return lastWords.lost(new HandshakeTimeoutException(detail));
    }
}
