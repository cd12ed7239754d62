// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Where a handshake's time goes: waiting for the peer, and computing. */
final class HandshakeTime {
    /** What Flight Recorder shows as not available. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private boolean waiting;
    private long since;
    private long waited;
    /** The thread, by a number that no other ever has; 0 before the first. */
    private long thread;

    private boolean known = THREADS.isCurrentThreadCpuTimeSupported();
    private long cpuBefore;
    private long cpu;

    void on(long nanos, Event event, Side role) {
        switch (event) {
            case Event.Started _ -> look(false);
            case Event.MessageSeen message -> {
                boolean ours = message.sender() == role;
                // What this thread did before a message of the peer came, it may have done for other connections.
                look(ours);
                message(nanos, ours);
            }
            case Event.StateEntered _, Event.Established _, Event.Failed _ -> look(true);
            default -> {
                // Between those of the same thread: it comes with the next.
            }
        }
    }

    /** Nanoseconds. */
    long waited() {
        return waited;
    }

    /** Nanoseconds, or {@link #UNKNOWN}. */
    long cpu() {
        return known ? cpu : UNKNOWN;
    }

    private void message(long nanos, boolean ours) {
        if (!ours && waiting) {
            waited += nanos - since;
        }
        waiting = ours;
        since = nanos;
    }

    private void look(boolean counts) {
        Thread current = Thread.currentThread();
        if (!known || current.isVirtual() || thread != 0 && thread != current.threadId()) {
            known = false;
            return;
        }
        thread = current.threadId();
        long now = THREADS.getCurrentThreadCpuTime();
        if (now < 0) {
            known = false;
            return;
        }
        if (counts) {
            cpu += now - cpuBefore;
        }
        cpuBefore = now;
    }
}
