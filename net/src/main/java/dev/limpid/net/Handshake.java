// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's handshake, and a server's early data within it. Until it is complete only one thread may use the connection: it
 * holds the locks of both halves.
 */
final class Handshake {
    private final TlsConnection connection;
    private final Transport transport;
    private final ReadHalf in;
    private final WriteHalf out;
    private final Ending ending;
    private final LastWords lastWords;
    private volatile long timeoutNanos;
    private volatile @Nullable ConnectionFacts established;
    private volatile boolean early;
    private Deadline completion = Deadline.in(0);

    Handshake(
            TlsConnection connection,
            Transport transport,
            ReadHalf in,
            WriteHalf out,
            Ending ending,
            LastWords lastWords,
            Duration timeout) {
        this.connection = connection;
        this.transport = transport;
        this.in = in;
        this.out = out;
        this.ending = ending;
        this.lastWords = lastWords;
        this.timeoutNanos = timeout.toNanos();
    }

    void timeout(Duration timeout) {
        timeoutNanos = Timeouts.nanos(timeout);
    }

    boolean isComplete() {
        return established != null;
    }

    /** Whether a client's data is being read before the handshake is complete, so that it may have been recorded and sent again. */
    boolean isEarly() {
        return early && established == null;
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
                advance();
            } finally {
                out.lock.unlock();
            }
        } finally {
            in.lock.unlock();
        }
    }

    /** Shakes hands to the end; early data that nobody has read is kept for later reads. */
    ConnectionFacts complete() throws IOException {
        ConnectionFacts facts = established;
        if (facts != null) {
            return facts;
        }
        in.lock.lock();
        try {
            out.lock.lock();
            try {
                return pastEarlyData();
            } finally {
                out.lock.unlock();
            }
        } finally {
            in.lock.unlock();
        }
    }

    /** Early data, or the rest of the handshake behind it, for a caller who holds the read half's lock. */
    int openEarly(ByteBuffer destination) throws IOException {
        out.lock.lock();
        try {
            int count = in.open(destination);
            in.answerRequests();
            out.flush(completion);
            established = connection.facts().orElse(null);
            return count;
        } finally {
            out.lock.unlock();
        }
    }

    /** How long to wait for more of it, while there is early data. */
    long timeLeft() throws SocketTimeoutException {
        return completion.left();
    }

    /** The time was over while there was early data: what the reader has to throw. */
    IOException timedOut() {
        return timedOut(completion);
    }

    private ConnectionFacts pastEarlyData() throws IOException {
        if (early) {
            openPastEarlyData();
        }
        while (true) {
            Optional<ConnectionFacts> facts = advance();
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
    private Optional<ConnectionFacts> advance() throws IOException {
        Deadline deadline = early ? completion : Deadline.in(timeoutNanos);
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
                case Step.NeedsAnswer waits -> answer();
                case Step.NeedsInput() -> hear(deadline);
                case Step.Closed closed -> throw closed(closed);
            }
        }
    }

    private IOException closed(Step.Closed closed) {
        closed.failure().ifPresent(failure -> {
            throw lastWords.failed(failure);
        });
        return lastWords.lost(new EOFException("the peer closed in mid-handshake"));
    }

    private void answer() {
        try {
            in.answerRequests();
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

    private void hear(Deadline deadline) throws IOException {
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
