// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.observe.TimeSource;
import java.time.Instant;

/** The clocks of this machine. */
public enum SystemTime implements TimeSource {
    /** The only one. */
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
