// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    private final long writeNanos;
    private volatile long handshakeNanos;
    private volatile long readNanos;
    private volatile @Nullable ConnectionFacts established;
    private volatile boolean early;
    private Deadline completion = Deadline.in(0);

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

    void handshakeTimeout(Duration timeout) {
        handshakeNanos = Timeouts.nanos(timeout);
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
        ConnectionFacts facts = established;
        if (facts != null) {
            return facts;
        }
        in.lock.lock();
        try {
            out.lock.lock();
            try {
                return complete();
            } finally {
                out.lock.unlock();
            }
        } finally {
            in.lock.unlock();
        }
    }

    /** Shakes hands until data may be read: to the end, or until a server has taken its client's early data. */
    void begin() throws IOException {
        if (established != null || early) {
            return;
        }
        in.lock.lock();
        try {
            out.lock.lock();
            try {
                shakeHands();
            } finally {
                out.lock.unlock();
            }
        } finally {
            in.lock.unlock();
        }
    }

    /** Whether a client's data is being read before its handshake is complete, so that it may have been recorded and sent again. */
    boolean isEarly() {
        return early && established == null;
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
                throw timedOut(completion);
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
                answerRequests();
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
            count = isEarly() ? openEarly(destination) : in.open(destination);
            answerRequests();
            answer();
            if (count != 0) {
                return count;
            }
            if (!in.fill(isEarly() ? completion.left() : readNanos)) {
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

    /** Early data, or the rest of the handshake behind it: until that is complete, only one thread may use the connection. */
    private int openEarly(ByteBuffer destination) throws IOException {
        out.lock.lock();
        try {
            int count = in.open(destination);
            answerRequests();
            out.flush(completion);
            established = connection.facts().orElse(null);
            return count;
        } finally {
            out.lock.unlock();
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

    private ConnectionFacts complete() throws IOException {
        if (early) {
            openPastEarlyData();
        }
        while (true) {
            Optional<ConnectionFacts> facts = shakeHands();
            if (facts.isPresent()) {
                return facts.get();
            }
            openPastEarlyData();
        }
    }

    private void openPastEarlyData() throws IOException {
        try {
            in.openKeeping(() -> connection.facts().isEmpty());
        } catch (TlsException e) {
            throw lastWords.failed(e);
        }
    }

    /** What was agreed on; empty if this is a server that takes early data, which may be read then. */
    private Optional<ConnectionFacts> shakeHands() throws IOException {
        Deadline deadline = early ? completion : Deadline.in(handshakeNanos);
        while (true) {
            ending.check();
            flush(deadline);
            if (!early && connection.side() == Side.SERVER && connection.facts().isEmpty() && connection.isWritable()) {
                completion = deadline;
                early = true;
                return Optional.empty();
            }
            switch (connection.step()) {
                case Step.Established done -> {
                    established = done.facts();
                    return Optional.of(done.facts());
                }
                case Step.NeedsAnswer waits -> answerHandshake();
                case Step.NeedsInput() -> advance(deadline);
                case Step.Closed closed -> throw closedInHandshake(closed);
            }
        }
    }

    private IOException closedInHandshake(Step.Closed closed) {
        closed.failure().ifPresent(failure -> {
            throw lastWords.failed(failure);
        });
        return lastWords.lost(new EOFException("the peer closed in mid-handshake"));
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
                if (early) {
                    in.openKeeping(() -> connection.facts().isEmpty());
                } else {
                    in.openHandshake();
                }
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
