// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows scores to people: each contestant with its time, the ratio to SunJSSE, and what it allocates. */
final class Table {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    private final PrintStream out;
    private OptionalDouble x25519 = OptionalDouble.empty();

    Table(PrintStream out) {
        this.out = out;
    }

    void show(Score score) {
        if (score.title().equals(Matches.X25519)) {
            x25519 = nanos(score);
        }
        OptionalDouble own = nanos(score);
        OptionalDouble reference = own.isPresent() ? own : x25519;
        String compared = own.isPresent() || reference.isEmpty() ? "× SunJSSE" : "× its X25519";
        out.printf("%n%-38s %12s %12s %12s%n", score.title(), "time", compared, "allocated");
        score.costs()
                .forEach((name, cost) -> out.printf(
                        "  %-36s %12s %12s %12s%n",
                        name, time(cost.nanos()), ratio(cost, reference), bytes(cost.bytes())));
    }

    private static OptionalDouble nanos(Score score) {
        Cost sun = score.costs().get(LineUp.SUN);
        return sun == null ? OptionalDouble.empty() : OptionalDouble.of(sun.nanos());
    }

    private static String ratio(Cost cost, OptionalDouble reference) {
        double ratio = reference.isPresent() ? cost.nanos() / reference.getAsDouble() : Double.NaN;
        return format(ratio, "%.2f");
    }

    private static String time(double nanos) {
        if (nanos < 100 * MICRO) {
            return format(nanos, "%.0f ns");
        }
        return nanos < 100 * MILLI / 10 ? format(nanos / MICRO, "%.0f µs") : format(nanos / MILLI, "%.0f ms");
    }

    private static String bytes(double bytes) {
        return bytes < 10_000 ? format(bytes, "%.0f B") : format(bytes / 1000, "%.0f KB");
    }

    private static String format(double value, String pattern) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, pattern, value);
    }
}
