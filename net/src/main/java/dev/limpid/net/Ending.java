// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a channel has ended and why; what both halves and {@code close} agree on. Thread-safe. */
final class Ending {
    private final Recorder recorder;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean transportEnded = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable TlsException> failure = new AtomicReference<>();

    Ending(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Marks the channel closed; whether the caller is the first. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    boolean isOpen() {
        return !closed.get() && failure.get() == null;
    }

    /** Whether TLS ended the channel. */
    boolean isFailed() {
        return failure.get() != null;
    }

    /** Throws unless the channel is open: what ended it, if that was TLS. */
    void check() throws ClosedChannelException {
        TlsException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
        if (closed.get()) {
            throw new ClosedChannelException();
        }
    }

    /** Throws if the channel was closed, but not if TLS ended it. */
    void checkNotClosed() throws ClosedChannelException {
        if (closed.get()) {
            throw new ClosedChannelException();
        }
    }

    /** TLS ended the channel. The first failure is the one that everybody gets; returns it. */
    TlsException failed(TlsException e) {
        failure.compareAndSet(null, e);
        return Objects.requireNonNull(failure.get());
    }

    /** The connection is over, unless it has said so itself, as it does when it fails. */
    void over(Event.Closure closure) {
        if (failure.get() == null && over.compareAndSet(false, true)) {
            recorder.record(new Event.Closed(closure));
        }
    }

    /** The peer closed the transport. */
    void endOfStream() {
        tell(Event.Ending.END_OF_STREAM, "");
    }

    /**
     * The transport failed: what the thread that noticed has to throw. That is {@code e}, unless another thread ended the
     * channel and {@code e} is only the consequence.
     */
    IOException transportFailed(IOException e) {
        TlsException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
        if (closed.get() && !(e instanceof ClosedByInterruptException)) {
            AsynchronousCloseException closedElsewhere = new AsynchronousCloseException();
            closedElsewhere.initCause(e);
            return closedElsewhere;
        }
        tell(endingOf(e), detail(e));
        return e;
    }

    private void tell(Event.Ending how, String detail) {
        if (transportEnded.compareAndSet(false, true)) {
            recorder.record(new Event.TransportEnded(how, detail));
        }
    }

    /** The JDK has no type for a reset, only the system's words: of Linux, macOS and Windows in this order. */
    private static Event.Ending endingOf(IOException e) {
        String words = detail(e).toLowerCase(Locale.ROOT);
        if (e instanceof SocketTimeoutException || words.contains("timed out")) {
            return Event.Ending.TIMEOUT;
        }
        boolean reset = words.contains("reset")
                || words.contains("broken pipe")
                || words.contains("aborted")
                || words.contains("forcibly closed");
        return reset ? Event.Ending.RESET : Event.Ending.FAILED;
    }

    private static String detail(IOException e) {
        String message = e.getMessage();
        return message != null ? message : e.getClass().getSimpleName();
    }
}
