// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.TimeSource;
import java.time.Instant;

/** A clock that stands still. */
record Clock(Instant now, long nanoTime) implements TimeSource {
    static final Clock FROZEN = new Clock(Instant.EPOCH, 0);
}
