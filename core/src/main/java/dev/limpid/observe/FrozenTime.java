// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.time.Instant;

/** A clock that stands still. */
record FrozenTime(Instant now, long nanoTime) implements TimeSource {
    static final FrozenTime EPOCH = new FrozenTime(Instant.EPOCH, 0);
}
