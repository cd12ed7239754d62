// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** How much heap an established pair of connections holds while nothing happens. */
final class IdlePairs {
    static final String TITLE = "idle pair, heap";

    private static final int QUIET_COLLECTIONS = 4;
    private static final int NOISE = 16 * 1024;
    private static final int PAUSE_MILLIS = 50;

    private IdlePairs() {}

    static Score measure(List<Stack> stacks, int pairs) throws Exception {
        SequencedMap<String, Cost> costs = new LinkedHashMap<>();
        for (Stack stack : stacks) {
            costs.put(stack.name(), new Cost(Double.NaN, measure(stack, pairs)));
        }
        return new Score(TITLE, costs);
    }

    private static double measure(Stack stack, int pairs) throws Exception {
        // What a stack keeps for all its connections together is not a pair's.
        List<Conversation> idle = new ArrayList<>(2 * pairs);
        open(stack, pairs, idle);
        long before = liveHeap();
        open(stack, pairs, idle);
        long after = liveHeap();
        idle.forEach(Conversation::close);
        return (double) (after - before) / pairs;
    }

    private static void open(Stack stack, int pairs, List<Conversation> idle) throws Exception {
        for (int i = 0; i < pairs; i++) {
            idle.add(stack.shakeHands(NamedGroup.X25519));
        }
    }

    /**
     * What is reachable, once collections and cleaners have nothing left to do: objects of earlier work that die late would count
     * for or against the pair.
     */
    private static long liveHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int sinceLeast = 0; sinceLeast < QUIET_COLLECTIONS; sinceLeast++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (used < least - NOISE) {
                sinceLeast = -1;
            }
            least = Math.min(least, used);
            Thread.sleep(PAUSE_MILLIS);
        }
        return least;
    }
}
