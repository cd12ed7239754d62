// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The blocking loop between a {@link TlsConnection} and its transport. Locks are taken in the order read half, write half; a
 * thread that holds the write half's never waits for the read half's.
 */
final class Conversation {
    private static final int MOST_KEPT = 64 * 1024;

    private final TlsConnection connection;
    private final Transport transport;
    private final ReadHalf in;
    private final WriteHalf out;
    private final Ending ending;
    private final LastWords lastWords;
    private final Handshake handshake;
    private final long writeNanos;
    private volatile long readNanos;

    Conversation(TlsConnection connection, Transport transport, Timeouts timeouts) {
        this.connection = connection;
        this.transport = transport;
        this.in = new ReadHalf(connection, transport);
        this.out = new WriteHalf(connection, transport);
        this.ending = new Ending(connection.recorder());
        this.lastWords = new LastWords(connection, transport, in, out, ending, timeouts.close());
        this.handshake = new Handshake(connection, transport, in, out, ending, lastWords, timeouts.handshake());
        this.readNanos = timeouts.read().toNanos();
        this.writeNanos = timeouts.write().toNanos();
    }

    void readTimeout(Duration timeout) {
        readNanos = Timeouts.nanos(timeout);
    }

    void handshakeTimeout(Duration timeout) {
        handshake.timeout(timeout);
    }

    boolean isOpen() {
        return ending.isOpen();
    }

    boolean isReadClosed() {
        // A connection that has failed reads no more either, but nobody said that nothing is missing.
        return !ending.isFailed() && connection.isReadClosed() && in.kept() == 0;
    }

    boolean isWriteClosed() {
        return out.isShut() || !ending.isOpen();
    }

    int available() {
        if (!in.lock.tryLock()) {
            return 0;
        }
        try {
            return ending.isOpen() ? in.kept() + connection.kept() : 0;
        } finally {
            in.lock.unlock();
        }
    }

    ConnectionFacts handshake() throws IOException {
        return handshake.complete();
    }

    /** Shakes hands until data may be read: to the end, or until a server has taken its client's early data. */
    void begin() throws IOException {
        handshake.begin();
    }

    /** Whether a client's data is being read before its handshake is complete, so that it may have been recorded and sent again. */
    boolean isEarly() {
        return handshake.isEarly();
    }

    int writeEarly(ByteBuffer source) throws IOException {
        ending.check();
        try {
            return out.writeEarly(source, writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    int read(ByteBuffer destination) throws IOException {
        begin();
        in.lock.lock();
        try {
            return receive(destination);
        } catch (SocketTimeoutException e) {
            if (isEarly()) {
                throw handshake.timedOut();
            }
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
        begin();
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

    boolean sendTicket() throws IOException {
        handshake();
        ending.check();
        try {
            return out.sendTicket(writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    /** Returns what names this request. */
    Bytes requestClientCertificate(ClientAuthentication wanted) throws IOException {
        handshake();
        ending.check();
        try {
            return out.requestClientCertificate(wanted, writeNanos);
        } catch (IOException e) {
            throw lastWords.refused(e);
        }
    }

    /** As {@link #requestClientCertificate}, and waits for the answer; data that comes before it is kept for later reads. */
    boolean authenticateClient(ClientAuthentication wanted, Duration patience) throws IOException {
        in.lock.lock();
        try {
            Bytes request = requestClientCertificate(wanted);
            Deadline deadline = Deadline.in(Timeouts.nanos(patience));
            BooleanSupplier waits = () -> connection.isCertificateAwaited(request) && in.kept() < MOST_KEPT;
            while (waits.getAsBoolean()) {
                in.openKeeping(waits);
                in.answerRequests();
                answer();
                if (waits.getAsBoolean() && !in.fill(deadline.left())) {
                    ending.endOfStream();
                    connection.endOfInput();
                }
            }
            return !connection.isCertificateAwaited(request)
                    && connection.facts().orElseThrow().clientAuthenticated();
        } catch (SocketTimeoutException e) {
            if (transport.isOpen()) {
                return false;
            }
            throw lastWords.lost(e);
        } catch (IOException e) {
            throw lastWords.lost(e);
        } catch (TlsException e) {
            throw lastWords.failed(e);
        } finally {
            in.lock.unlock();
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
        completeEarly();
        boolean wasOpen = ending.isOpen();
        if (ending.close() && wasOpen && handshake.isComplete()) {
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
            count = isEarly() ? handshake.openEarly(destination) : in.open(destination);
            in.answerRequests();
            answer();
            if (count != 0) {
                return count;
            }
            if (!in.fill(isEarly() ? handshake.timeLeft() : readNanos)) {
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

    /** Nobody could tell a close in the middle of a handshake from an attack. */
    private void completeEarly() {
        if (!isEarly() || !ending.isOpen() || !in.lock.tryLock()) {
            return;
        }
        try {
            handshake();
        } catch (IOException | TlsException e) {
            // It is closed in any case.
        } finally {
            in.lock.unlock();
        }
    }
}
