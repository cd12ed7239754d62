// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Waits for a lock, but not for ever. */
final class Locks {
    private Locks() {}

    /** Whether {@code lock} could be had in time; not if the thread is interrupted, which it then stays. */
    static boolean tryLock(ReentrantLock lock, Deadline deadline) throws IOException {
        try {
            return lock.tryLock(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
