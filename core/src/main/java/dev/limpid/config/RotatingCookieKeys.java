// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A key in use and the one before it, replaced when somebody asks after the period is over. No thread and no lock. */
final class RotatingCookieKeys implements CookieKeys {
    private record Turn(Instant begin, List<CookieKey> keys) {}

    private final CryptoProvider crypto;
    private final Duration period;
    private final AtomicReference<Turn> turn = new AtomicReference<>(new Turn(Instant.MIN, List.of()));

    RotatingCookieKeys(CryptoProvider crypto, Duration period) {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("a period is positive: " + period);
        }
        this.crypto = crypto;
        this.period = period;
    }

    @Override
    public List<CookieKey> at(Instant now) {
        return turn.updateAndGet(current -> next(current, now)).keys();
    }

    /** A key too many is made where two threads race; only one is kept. */
    private Turn next(Turn current, Instant now) {
        boolean isNew =
                !current.keys().isEmpty() && now.isBefore(current.begin().plus(period));
        if (isNew) {
            return current;
        }
        CookieKey fresh = CookieKey.random(crypto);
        boolean knowsTheLast =
                !current.keys().isEmpty() && now.isBefore(current.begin().plus(period.multipliedBy(2)));
        return new Turn(now, knowsTheLast ? List.of(fresh, current.keys().getFirst()) : List.of(fresh));
    }
}
