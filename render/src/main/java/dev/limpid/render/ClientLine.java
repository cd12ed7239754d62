// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.Verdict;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import java.util.ArrayList;
import java.util.List;

/** One client of a server in a line or two: what was agreed on and asked for, or what went wrong and what to do. Immutable. */
public final class ClientLine {
    private final Text text;

    /** Lines for one look. */
    public ClientLine(Look look) {
        this.text = new Text(look);
    }

    /** The lines, without line ends. */
    public List<String> lines(Story story, Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = diagnosis.first();
        String client = Text.peer(story.attempt().target());
        if (verdict.isOk()) {
            List<String> parts = new ArrayList<>();
            parts.add("✔ " + client);
            story.established().ifPresent(f -> parts.addAll(agreed(f)));
            parts.addAll(known(story));
            List<Event.ApplicationMessageSeen> said = story.all(Event.ApplicationMessageSeen.class);
            if (!said.isEmpty()) {
                parts.add(exchange(said));
            }
            parts.add(Lanes.millis(story.nanos()) + " ms");
            lines.addAll(text.flow(parts, text.columns(), "    "));
        } else {
            lines.addAll(text.flow(
                    List.of("✘ " + client, verdict.code() + " (" + verdict.confidence() + ")", verdict.title()),
                    text.columns(),
                    "    "));
            if (!verdict.fix().isEmpty()) {
                text.wrap("fix: " + verdict.fix().getFirst(), text.columns() - 4)
                        .forEach(l -> lines.add("    " + l));
            }
        }
        return lines.stream().map(text::finish).toList();
    }

    private static List<String> agreed(ConnectionFacts facts) {
        List<String> parts = new ArrayList<>();
        parts.add(facts.version() + " " + Headline.parameters(facts));
        parts.add(facts.serverName().map(n -> "sni " + Text.peer(n)).orElse("no sni"));
        facts.alpn().ifPresent(a -> parts.add("ALPN " + Text.peer(a)));
        return parts;
    }

    private static List<String> known(Story story) {
        List<String> parts = new ArrayList<>();
        story.first(Event.PskAccepted.class).ifPresent(e -> parts.add(e.resumed() ? "resumed" : "shared key"));
        story.first(Event.EarlyDataDecided.class)
                .ifPresent(e -> parts.add(e.accepted() ? "early data taken" : "early data rejected"));
        boolean later =
                story.all(Event.LaterAuthentication.class).stream().anyMatch(Event.LaterAuthentication::authenticated);
        if (later
                || story.established()
                        .filter(ConnectionFacts::clientAuthenticated)
                        .isPresent()) {
            parts.add("client certificate");
        }
        return parts;
    }

    private static String exchange(List<Event.ApplicationMessageSeen> said) {
        String first = Text.peer(said.getFirst().summary());
        if (said.size() == 1) {
            return first;
        }
        String more = said.size() > 2 ? " and " + (said.size() - 2) + " more" : "";
        return first + " → " + Text.peer(said.get(1).summary()) + more;
    }
}
