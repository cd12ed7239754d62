// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.net.SocketTimeoutException;

/**
 * A point in time until which several operations must be done together.
 *
 * @param timeoutNanos the whole time; 0 for no limit
 * @param until on the clock of {@link System#nanoTime}
 */
record Deadline(long timeoutNanos, long until) {
    static Deadline in(long timeoutNanos) {
        return new Deadline(timeoutNanos, System.nanoTime() + timeoutNanos);
    }

    boolean isOver() {
        return timeoutNanos != 0 && until - System.nanoTime() <= 0;
    }

    /** What is left in nanoseconds, 1 or more; 0 for no limit. */
    long left() throws SocketTimeoutException {
        if (timeoutNanos == 0) {
            return 0;
        }
        long left = until - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("nothing left of " + Timeouts.text(timeoutNanos));
        }
        return left;
    }
}
