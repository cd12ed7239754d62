// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A replay guard in this process's memory that records ClientHellos (RFC 9846 section 8.2). It never forgets one that could still pass
 * as fresh: when it is full, or was started so recently that it may not have seen one, or the clock went back, it cannot tell, and the
 * early data is refused. Thread-safe.
 */
public final class RecentBinders implements ReplayGuard {
    /** Threads read the clock and come here in different orders: by so much time at most, or the clock went back. */
    private static final Duration DISORDER = Duration.ofSeconds(1);

    private static final int LONGEST = 255;

    private final int most;
    private final Instant started;
    private final Map<Bytes, Instant> until = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private Instant latest;

    /**
     * An empty guard.
     *
     * @param most the most ClientHellos to remember at a time, each in some 200 bytes: as many as come with early data in one window
     * @param started the present; early data is refused until a window later
     * @throws IllegalArgumentException if {@code most} is below 1
     */
    public RecentBinders(int most, Instant started) {
        if (most < 1) {
            throw new IllegalArgumentException("a guard has room for at least one ClientHello");
        }
        this.most = most;
        this.started = started;
        this.latest = started;
    }

    @Override
    public Answer admit(Bytes uniqueness, Duration window, Instant now) {
        if (uniqueness.isEmpty() || uniqueness.length() > LONGEST || window.isNegative()) {
            throw new IllegalArgumentException("a ClientHello is told by 1 to 255 bytes, within a window");
        }
        lock.lock();
        try {
            if (now.isBefore(latest.minus(DISORDER))) {
                return Answer.CANNOT_TELL;
            }
            latest = now.isAfter(latest) ? now : latest;
            forgetOld();
            return remember(Copies.of(uniqueness), window, now);
        } finally {
            lock.unlock();
        }
    }

    /** How many ClientHellos are remembered. */
    public int size() {
        lock.lock();
        try {
            return until.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return size() + " of at most " + most + " ClientHellos";
    }

    private Answer remember(Bytes uniqueness, Duration window, Instant now) {
        if (until.containsKey(uniqueness)) {
            return Answer.SEEN_BEFORE;
        }
        if (until.size() >= most) {
            return Answer.CANNOT_TELL;
        }
        //= R8-3
        until.put(uniqueness, now.plus(window).plus(DISORDER));
        //= R8.2-3
        if (!now.isAfter(started.plus(window))) {
            return Answer.CANNOT_TELL;
        }
        return Answer.ADMITTED;
    }

    /** From the oldest on, as long as they have lost their meaning. */
    private void forgetOld() {
        Iterator<Instant> oldest = until.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(latest.minus(DISORDER))) {
            oldest.remove();
        }
    }
}
