// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one piece of work costs.
 *
 * @param nanos of CPU time
 * @param bytes allocated on the heap
 */
record Cost(double nanos, double bytes) {
    /** The median of each. */
    static Cost median(List<Cost> slices) {
        return new Cost(median(slices, Cost::nanos), median(slices, Cost::bytes));
    }

    private static double median(List<Cost> slices, ToDoubleFunction<Cost> part) {
        double[] sorted = slices.stream().mapToDouble(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
