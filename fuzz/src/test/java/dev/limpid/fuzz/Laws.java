// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.sun.management.ThreadMXBean;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.DecodeException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What holds for every input of every target. */
final class Laws {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SLOWEST = Duration.ofSeconds(10).toNanos();

    /** What a connection may allocate anyway: its buffers above all. */
    private static final long ALWAYS = 8L << 20;

    /** What it may allocate for each byte of input. */
    private static final long A_BYTE = 8192;

    private Laws() {}

    /**
     * Runs {@code target}, which may fail in Limpid's own ways.
     *
     * @param length of the input
     * @throws AssertionError if it took too long or too much memory, or blames itself
     */
    static void hold(int length, Runnable target) {
        hold(ALWAYS, length, target);
    }

    /** As {@link #hold(int, Runnable)}, but {@code always} bytes may be allocated whatever the input. */
    static void hold(long always, int length, Runnable target) {
        if (!isModest(always, length, target)) {
            // The first time classes may have been loaded, which Jazzer rewrites on this thread.
            law(isModest(always, length, target), length + " bytes cost too much time or memory");
        }
    }

    private static boolean isModest(long always, int length, Runnable target) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begun = THREADS.getCurrentThreadCpuTime();
        run(target);
        long took = THREADS.getCurrentThreadCpuTime() - begun;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return took < SLOWEST && bytes < always + length * A_BYTE;
    }

    private static void run(Runnable target) {
        try {
            target.run();
        } catch (DecodeException expected) {
            // Malformed, and said so
        } catch (ViolationException expected) {
            blameless(expected.violation());
        } catch (TlsException expected) {
            expected.violation().ifPresent(Laws::blameless);
        }
    }

    /** An internal error is a bug that was caught, not an answer. */
    static void blameless(Violation violation) {
        if (violation == Violation.INTERNAL_ERROR) {
            throw new AssertionError("an internal error");
        }
    }

    static void law(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
