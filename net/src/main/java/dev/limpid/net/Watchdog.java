// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Closes what blocks for too long, where the JDK has no timeout: closing is what ends a blocked write. One check is under way
 * for any number of operations, and moves on with the latest deadline, so that an operation that is quick costs no timer.
 */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Closeable guarded;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean busy;
    private boolean released;
    private long deadline;
    private long checkAt;
    private @Nullable ScheduledFuture<?> check;
    private volatile boolean barked;

    Watchdog(Closeable guarded) {
        this.guarded = guarded;
    }

    /** An operation begins; 0 lets it take as long as it likes. */
    void start(long timeoutNanos) {
        if (timeoutNanos == 0) {
            return;
        }
        lock.lock();
        try {
            busy = true;
            deadline = System.nanoTime() + timeoutNanos;
            if (check == null || checkAt - deadline > 0) {
                schedule(timeoutNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The operation has ended; called by the thread that started it. */
    void stop() {
        if (!busy) {
            return;
        }
        lock.lock();
        try {
            busy = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an operation took too long. */
    boolean barked() {
        return barked;
    }

    /** Nothing is to be guarded any more. */
    void release() {
        lock.lock();
        try {
            released = true;
            cancel();
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        lock.lock();
        try {
            check = null;
            long left = deadline - System.nanoTime();
            if (!busy) {
                return;
            }
            if (left > 0) {
                schedule(left);
                return;
            }
            barked = true;
        } finally {
            lock.unlock();
        }
        closeGuarded();
    }

    private void schedule(long nanos) {
        cancel();
        if (!released) {
            checkAt = System.nanoTime() + nanos;
            check = TIMER.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void cancel() {
        ScheduledFuture<?> current = check;
        if (current != null) {
            current.cancel(false);
            check = null;
        }
    }

    private void closeGuarded() {
        try {
            guarded.close();
        } catch (IOException e) {
            // The operation under way tells its caller; there is nobody else to tell.
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("limpid-watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
