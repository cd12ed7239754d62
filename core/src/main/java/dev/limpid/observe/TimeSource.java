// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.time.Instant;

/** The time, passed in, since the core reads no clock. Implementations are thread-safe. */
public interface TimeSource {
    /** The wall clock: for certificates and tickets. */
    Instant now();

    /** A monotonic count of nanoseconds from an arbitrary origin: for durations. */
    long nanoTime();
}
