// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.observe.TimeSource;
import java.time.Instant;

/** A clock that shows one instant for ever, and whose nanoseconds stand still. */
public record FixedTime(Instant now) implements TimeSource {
    /** Noon of a day on which every unremarkable certificate of {@link TestPki} is valid. */
    public static final FixedTime NOON = new FixedTime(Instant.parse("2026-07-01T12:00:00Z"));

    @Override
    public long nanoTime() {
        return 0;
    }
}
