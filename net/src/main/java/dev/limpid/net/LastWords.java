// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/**
 * What is still said and heard when a channel ends: the peer's alert behind a refused write, our alert before a close, and
 * close_notify. Every wait here ends with the timeout.
 */
final class LastWords {
    private final TlsConnection connection;
    private final Transport transport;
    private final ReadHalf in;
    private final WriteHalf out;
    private final Ending ending;
    private final long timeoutNanos;

    LastWords(
            TlsConnection connection,
            Transport transport,
            ReadHalf in,
            WriteHalf out,
            Ending ending,
            Duration timeout) {
        this.connection = connection;
        this.transport = transport;
        this.in = in;
        this.out = out;
        this.ending = ending;
        this.timeoutNanos = timeout.toNanos();
    }

    /**
     * A write failed: what the writer has to throw. The caller doesn't hold the write half's lock, unless it holds the read
     * half's too.
     *
     * @throws TlsException if the peer said why
     */
    IOException refused(IOException e) throws IOException {
        if (e instanceof ClosedChannelException && !(e instanceof AsynchronousCloseException)) {
            ending.check();
            return e;
        }
        IOException told = ending.transportFailed(e);
        if (transport.isOpen()) {
            salvage();
        }
        // Meanwhile a reader may have found the alert, and have closed the transport because of it.
        told = ending.transportFailed(told);
        if (!transport.isOpen()) {
            ending.close();
        }
        return told;
    }

    private void salvage() throws IOException {
        Deadline deadline = Deadline.in(timeoutNanos);
        if (!Locks.tryLock(in.lock, deadline)) {
            return;
        }
        try {
            if (ending.isOpen()) {
                in.salvage(deadline);
            }
        } catch (TlsException lastWord) {
            throw heard(lastWord);
        } finally {
            in.lock.unlock();
        }
    }

    /** A read failed: what the reader has to throw. The channel is closed. */
    IOException lost(IOException e) {
        try {
            return ending.transportFailed(e);
        } finally {
            ending.close();
            closeTransport();
            ending.over(Event.Closure.FAILED);
        }
    }

    /**
     * TLS failed while the caller held the read half's lock: sends the alert if there is one, closes the
     * transport, and returns what to throw.
     */
    TlsException failed(TlsException e) {
        TlsException first = ending.failed(e);
        if (connection.hasOutput()) {
            try {
                Deadline deadline = Deadline.in(timeoutNanos);
                //= R6.2-2
                out.trySendAlert(deadline);
                in.discard(deadline);
            } catch (IOException noUse) {
                // The peer has left already. What it did is the news.
            }
        }
        closeTransport();
        return first;
    }

    /** Sends close_notify and hears the peer out. */
    void goodbye() {
        Deadline deadline = Deadline.in(timeoutNanos);
        try {
            out.tryShut(deadline);
        } catch (IOException e) {
            // Why the peer left may be in what is read now.
        }
        if (!in.lock.tryLock()) {
            return;
        }
        try {
            in.drain(deadline);
        } catch (TlsException e) {
            // Observers have heard it; for the caller the channel is closed in any case.
            ending.failed(e);
        } catch (IOException e) {
            // The peer did not close in time, or not in order: that is its right.
        } finally {
            in.releaseBuffer();
            in.lock.unlock();
        }
    }

    private TlsException heard(TlsException lastWord) {
        TlsException first = ending.failed(lastWord);
        closeTransport();
        return first;
    }

    private void closeTransport() {
        try {
            transport.close();
        } catch (IOException e) {
            // It is as good as closed, and the caller is about to throw what matters.
        }
    }
}
