// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Plays the matches and prints the table. */
public final class Duel {
    private static final String USAGE = """
            usage: ./bench/duel [--quick] [--json] [--stack STACK] [--pairs N] [ROW…]

            Plays Limpid against the other TLS stacks of the JVM and prints one table a row, each figure the median of many short
            slices in turn. Time is CPU time of the one thread that plays both client and server; on a shared machine look at
            ratios only. ROW is a part of a row's title ("handshake", "resumed", "recorder", "16 KiB", "direct", "idle", "cold");
            without it all are played.

              --quick        a minute or two, for a first impression
              --json         one JSON object a line instead of tables
              --stack STACK  only those with this in their names, for profiling; DUEL_JAVA_OPTS goes to the JVM
              --pairs N      how many idle pairs there are, 500 unless said (10000 take some 600 MB: DUEL_JAVA_OPTS=-Xmx3g)
            """;

    private final List<String> wanted = new ArrayList<>();
    private Pace pace = Pace.FULL;
    private int pairs = 500;
    private String stack = "";
    private Consumer<Score> audience = new Table(System.out)::show;

    private Duel() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) throws Exception {
        Duel duel = new Duel();
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--stack" -> duel.stack = rest.next();
                case "--pairs" -> duel.pairs = Integer.parseInt(rest.next());
                case "--quick" -> duel.pace = Pace.QUICK;
                case "--json" -> duel.audience = new JsonLines(System.out)::show;
                case "--help", "-h" -> {
                    System.out.print(USAGE);
                    return;
                }
                default -> duel.wanted.add(argument.toLowerCase(Locale.ROOT));
            }
        }
        duel.play();
    }

    private void play() throws Exception {
        Scene scene = Scene.create();
        for (var row : new Matches(scene).all().entrySet()) {
            if (isWanted(row.getKey())) {
                audience.accept(row.getValue().match().only(stack).play(pace));
            }
        }
        if (isWanted(IdlePairs.TITLE)) {
            audience.accept(IdlePairs.measure(
                    new LineUp(scene)
                            .stacks().stream()
                                    .filter(each -> each.name().contains(stack))
                                    .toList(),
                    pairs));
        }
        if (isWanted(ColdStarts.TITLE)) {
            audience.accept(ColdStarts.measure(scene, pace.rounds()));
        }
    }

    private boolean isWanted(String title) {
        return wanted.isEmpty() || wanted.stream().anyMatch(title.toLowerCase(Locale.ROOT)::contains);
    }
}
