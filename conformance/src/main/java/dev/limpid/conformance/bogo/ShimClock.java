// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.observe.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved: what the runner says about a ticket's age is exact. */
final class ShimClock implements TimeSource {
    private volatile Instant now = Instant.now();
    private final AtomicLong nanos = new AtomicLong();

    /** Moves on by {@code seconds}. */
    void advance(int seconds) {
        now = now.plusSeconds(seconds);
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }
}
