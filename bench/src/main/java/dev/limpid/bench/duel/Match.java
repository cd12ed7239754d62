// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** One row of the table: every contestant does the same work. They take turns, so that whatever disturbs one disturbs all. */
final class Match {
    private static final int LEAD_IN = 5;

    private final String title;
    private final int warmth;
    private final SequencedMap<String, Work> contestants = new LinkedHashMap<>();
    private Supplier<? extends Closeable> circumstances = () -> () -> {};

    /** @param warmth by how much the usual warm-up may be shortened */
    Match(String title, int warmth) {
        this.title = title;
        this.warmth = warmth;
    }

    Match with(String name, Work work) {
        contestants.put(name, work);
        return this;
    }

    /** Plays while {@code something} is open. */
    Match during(Supplier<? extends Closeable> something) {
        circumstances = something;
        return this;
    }

    /** Sends everybody home who does not have {@code part} in the name. */
    Match only(String part) {
        contestants.keySet().removeIf(name -> !name.contains(part));
        return this;
    }

    /** Plays, and tells the score. */
    Score play(Pace given) throws Exception {
        try (Closeable _ = circumstances.get()) {
            return playNow(given);
        }
    }

    private Score playNow(Pace given) throws Exception {
        Pace pace = given.withWarmUpDividedBy(warmth);
        List<Turn> turns = new ArrayList<>();
        for (var each : contestants.entrySet()) {
            turns.add(new Turn(each.getKey(), each.getValue(), warmUp(each.getValue(), pace), new ArrayList<>()));
        }
        for (int round = 0; round < pace.rounds(); round++) {
            for (Turn turn : turns) {
                // The others have swept the caches: who plays few but long games would pay for that the most
                Meter.measure(turn.work, Math.max(LEAD_IN, turn.times / LEAD_IN));
                turn.slices.add(Meter.measure(turn.work, turn.times));
            }
        }
        SequencedMap<String, Cost> medians = new LinkedHashMap<>();
        turns.forEach(turn -> medians.put(turn.name, Cost.median(turn.slices)));
        return new Score(title, medians);
    }

    private record Turn(String name, Work work, int times, List<Cost> slices) {}

    /** Repeats until the compiler has seen enough; returns how many repetitions make a slice. */
    private static int warmUp(Work work, Pace pace) throws Exception {
        long spent = 0;
        int times = 1;
        double nanos = 1;
        while (spent < pace.warmUpNanos()) {
            nanos = Math.max(1, Meter.measure(work, times).nanos());
            spent += Math.max(1, (long) (nanos * times));
            times = (int) Math.clamp(pace.sliceNanos() / nanos, 1, 2.0 * times);
        }
        return (int) Math.clamp(pace.sliceNanos() / nanos, 1, 1e6);
    }
}
