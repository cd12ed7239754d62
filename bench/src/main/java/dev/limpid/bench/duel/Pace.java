// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

/**
 * How long a match takes.
 *
 * @param warmUpNanos CPU time for each contestant before anything counts
 * @param rounds how many slices each contestant gets
 * @param sliceNanos CPU time of a slice
 */
record Pace(long warmUpNanos, int rounds, long sliceNanos) {
    private static final long MILLI = 1_000_000;

    /** About a minute for everything, on a machine of one's own. */
    static final Pace QUICK = new Pace(1200 * MILLI, 9, 8 * MILLI);

    /** For figures to be quoted. */
    static final Pace FULL = new Pace(8000 * MILLI, 25, 16 * MILLI);

    /** Only to see that everything works. */
    static final Pace SMOKE = new Pace(1, 1, 1);

    /** For work that is partly warm, or so little code that it is warm soon. */
    Pace withWarmUpDividedBy(int divisor) {
        return new Pace(Math.max(1, warmUpNanos / divisor), rounds, sliceNanos);
    }
}
