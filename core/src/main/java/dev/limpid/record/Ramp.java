// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.config.RecordRamp;
import dev.limpid.observe.TimeSource;

/** Where on its ramp a direction is: how much went in short records since the start or the last pause. Not thread-safe. */
final class Ramp {
    private final RecordRamp ramp;
    private final TimeSource time;
    private long sent;
    private long last;

    Ramp(RecordRamp ramp, TimeSource time) {
        this.ramp = ramp;
        this.time = time;
        this.last = time.nanoTime();
    }

    /** Application data is about to go; after a pause it starts from below. */
    void begin() {
        long now = time.nanoTime();
        if (now - last >= ramp.pause().toNanos()) {
            sent = 0;
        }
        last = now;
    }

    void sent(int bytes) {
        sent = Math.min(sent + bytes, ramp.bytes());
    }

    /** The most bytes of content and padding now. */
    int most() {
        return sent < ramp.bytes() ? ramp.fragment() : RecordLimits.PLAINTEXT;
    }
}
