// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.lang.management.ManagementFactory;

/** What this thread uses up: CPU time and allocated bytes. */
final class Meter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Meter() {}

    /** Nanoseconds of CPU time of the calling thread so far. */
    static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** The cost of one repetition, on average over {@code times}. */
    static Cost measure(Work work, int times) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = cpu();
        for (int i = 0; i < times; i++) {
            work.once();
        }
        nanos = cpu() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost((double) nanos / times, (double) bytes / times);
    }
}
