// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

import dev.limpid.observe.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs as a page of Markdown: a cell that nobody ran is empty. The same runs give the same page, in whatever order. */
final class InteropPage {
    private static final String INTRODUCTION = """
            # Interoperation

            What Limpid was run against, on loopback or in one JVM, with every check of certificates on (Chromium alone is told to
            trust the server's key, by its hash). The tests of the module `conformance` write down each run after it worked, and
            this page is made of those notes: an empty cell was not run, and below its table is the reason.

            **C**: Limpid was the client, the peer the server. **S**: Limpid was the server, the peer the client.

            To make this page again, on a machine that has the peers (`.ci/run` says how to install them):

            ```
            ./build verify -pl conformance -am -Dlimpid.golden=update
            ```

            Other versions of the peers are no failure: the page then names them. Where `LIMPID_PEERS_REQUIRED` is `true`, a peer
            that is missing is a failure, and so is a cell of this page that was not run.
            """;

    private static final String HANDSHAKES = """

            ## Suites, groups, signature schemes

            Each with data both ways. A row that nobody ran is left out; an empty cell is a combination that was not tried: the
            suites, groups and schemes that few use were tried with one of everything else.
            """;

    private final Map<String, Set<String>> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Run> runs;

    InteropPage(Collection<Run> runs) {
        this.runs = runs.stream().sorted(Comparator.comparing(Run::line)).toList();
        this.runs.forEach(run -> versions.computeIfAbsent(run.peer().name(), name -> new TreeSet<>())
                .add(run.peer().version()));
    }

    /** The page. */
    String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n## Peers\n\n| peer | version |\n|---|---|\n");
        versions.forEach((name, seen) -> page.append("| ")
                .append(name)
                .append(" | ")
                .append(String.join("; ", seen))
                .append(" |\n"));
        page.append("\n## What was tried\n\n");
        page.append(topics(topic -> !topic.isFailure())).append(reasons(topic -> !topic.isFailure()));
        page.append("\n## What was refused, and the alert that the other side saw\n\n");
        page.append(topics(Topic::isFailure)).append(reasons(Topic::isFailure));
        page.append(HANDSHAKES);
        versions.keySet().forEach(name -> page.append(handshakes(name)));
        return page.toString();
    }

    private String topics(Predicate<Topic> wanted) {
        StringBuilder table = new StringBuilder("| | ")
                .append(String.join(" | ", versions.keySet()))
                .append(" |\n|---|")
                .append("---|".repeat(versions.size()))
                .append('\n');
        for (Topic topic : Topic.values()) {
            if (wanted.test(topic)) {
                table.append("| ").append(topic.title());
                versions.keySet().forEach(peer -> table.append(" | ").append(cell(peer, topic)));
                table.append(" |\n");
            }
        }
        return table.toString();
    }

    private String cell(String peer, Topic topic) {
        Map<String, Set<Side>> sides = new LinkedHashMap<>();
        for (Run run : runs) {
            if (run instanceof Run.Tried tried && tried.peer().name().equals(peer) && tried.topic() == topic) {
                sides.computeIfAbsent(tried.note(), note -> new TreeSet<>()).add(tried.ours());
            }
        }
        return sides.entrySet().stream()
                .map(entry -> letters(entry.getValue()) + (entry.getKey().isEmpty() ? "" : ": " + entry.getKey()))
                .collect(Collectors.joining("<br>"));
    }

    /** The reasons for the empty cells of a table, those that explain one. */
    private String reasons(Predicate<Topic> wanted) {
        Set<EmptyCell> left = new LinkedHashSet<>(
                emptyCells().stream().filter(cell -> wanted.test(cell.topic())).toList());
        StringBuilder list = new StringBuilder();
        for (EmptyCells.Reason reason : EmptyCells.REASONS) {
            List<EmptyCell> explained = left.stream()
                    .filter(cell -> reason.covers(cell.peer(), cell.side(), cell.topic()))
                    .toList();
            explained.forEach(left::remove);
            if (!explained.isEmpty()) {
                list.append(list.isEmpty() ? "\nWhy the others are empty:\n\n" : "")
                        .append("* ")
                        .append(line(reason, explained))
                        .append('\n');
            }
        }
        return list.toString();
    }

    /** Every cell of the first two tables that nobody ran. */
    List<EmptyCell> emptyCells() {
        List<EmptyCell> empty = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            for (String peer : versions.keySet()) {
                for (Side side : Side.values()) {
                    if (!wasTried(peer, side, topic)) {
                        empty.add(new EmptyCell(peer, side, topic));
                    }
                }
            }
        }
        return empty;
    }

    boolean wasTried(String peer, Side side, Topic topic) {
        return runs.stream()
                .anyMatch(run -> run instanceof Run.Tried tried
                        && tried.peer().name().equals(peer)
                        && tried.ours() == side
                        && tried.topic() == topic);
    }

    private static String line(EmptyCells.Reason reason, List<EmptyCell> explained) {
        Set<String> peers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        explained.forEach(cell -> peers.add(cell.peer()));
        boolean all = reason.topics().size() == Topic.values().length;
        String topics =
                explained.stream().map(cell -> cell.topic().title()).distinct().collect(Collectors.joining("; "));
        String letters = letters(reason.sides());
        return (all ? "" : "*" + topics + "* ") + "(" + letters + ") " + String.join("; ", peers) + ": "
                + reason.text();
    }

    /** A topic that was not tried with a peer. */
    record EmptyCell(String peer, Side side, Topic topic) {}

    private String handshakes(String peer) {
        List<Run.Handshake> all = runs.stream()
                .filter(run -> run.peer().name().equals(peer))
                .filter(Run.Handshake.class::isInstance)
                .map(Run.Handshake.class::cast)
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        Set<String> schemes = distinct(all.stream().map(Run.Handshake::scheme).toList());
        StringBuilder table = new StringBuilder("\n### " + peer + "\n\n| suite | group | ")
                .append(String.join(" | ", schemes))
                .append(" |\n|---|---|")
                .append("---|".repeat(schemes.size()))
                .append('\n');
        for (String suite : distinct(all.stream().map(Run.Handshake::suite).toList())) {
            List<String> groups = all.stream()
                    .filter(run -> run.suite().equals(suite))
                    .map(Run.Handshake::group)
                    .toList();
            for (String group : distinct(groups)) {
                table.append("| ").append(suite).append(" | ").append(group);
                for (String scheme : schemes) {
                    table.append(" | ").append(letters(sides(all, suite, group, scheme)));
                }
                table.append(" |\n");
            }
        }
        return table.toString();
    }

    private static Set<Side> sides(List<Run.Handshake> all, String suite, String group, String scheme) {
        return all.stream()
                .filter(run -> run.suite().equals(suite)
                        && run.group().equals(group)
                        && run.scheme().equals(scheme))
                .map(Run.Handshake::ours)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String letters(Set<Side> sides) {
        List<String> letters = new ArrayList<>();
        new TreeSet<>(sides).forEach(side -> letters.add(side == Side.CLIENT ? "C" : "S"));
        return String.join(" ", letters);
    }

    private static Set<String> distinct(List<String> values) {
        return new LinkedHashSet<>(values.stream().sorted().toList());
    }
}
