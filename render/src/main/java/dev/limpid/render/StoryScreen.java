// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.observe.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection as people read it on a terminal: the answer first, then the story in two lanes, then notes. The same events give
 * the same lines, whoever produced them. Immutable.
 */
public final class StoryScreen {
    private static final int LABEL = 9;

    private final Look look;
    private final Detail detail;
    private final Text text;

    /** A screen for one look and one level of detail. */
    public StoryScreen(Look look, Detail detail) {
        this.look = look;
        this.detail = detail;
        this.text = new Text(look);
    }

    /** The lines, without line ends: a failure shows its verdict, and its story only from verbosity 1 on. */
    public List<String> lines(Story story, Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        if (!diagnosis.isOk()) {
            lines.addAll(new VerdictScreen(look).lines(diagnosis));
        }
        story.established().filter(_ -> diagnosis.isOk()).ifPresent(facts -> {
            for (String line : Headline.lines(story, facts, text)) {
                lines.add(text.finish(line));
            }
        });
        new VerdictScreen(look).findings(diagnosis, detail.verbosity() > 0).forEach(lines::add);
        boolean anything = story.first(Event.TransportConnected.class).isPresent()
                || story.first(Event.MessageSeen.class).isPresent();
        if (anything && (diagnosis.isOk() || detail.verbosity() > 0)) {
            lines.add("");
            lines.addAll(story(story));
        }
        return lines;
    }

    /** The story alone: lanes and notes. */
    public List<String> story(Story story) {
        Notes notes = new Notes();
        List<String> lines = new ArrayList<>(new Steps(story, text, detail, notes).lines());
        List<String> foot = new ArrayList<>();
        notes.lines().forEach(n -> labelled(foot, "notes", n));
        if (detail.articleSteps()) {
            ArticleNotes.LINES.forEach(n -> labelled(foot, "notes", n));
        }
        if (detail.manner() == Detail.Manner.SEQUEL) {
            SequelNotes.of(story).forEach(n -> labelled(foot, "notes", "· " + n));
        }
        String time = Timing.line(story);
        if (!time.isEmpty()) {
            labelled(foot, "time", time);
        }
        if (!story.keys().nodes().isEmpty() && detail.manner() != Detail.Manner.SEQUEL) {
            labelled(foot, "secrets", "hidden; ⟨…⟩ is a fingerprint: equal at both ends means the same secret");
        }
        if (!foot.isEmpty()) {
            lines.add("");
            lines.addAll(foot);
        }
        if (detail.keys() && !story.keys().nodes().isEmpty()) {
            lines.add("");
            lines.addAll(new KeyTreeScreen(look).raw(story.keys()));
        }
        return lines.stream().map(text::finish).toList();
    }

    private void labelled(List<String> lines, String label, String body) {
        boolean again = lines.stream().anyMatch(l -> l.startsWith("  " + label));
        List<String> wrapped = text.wrap(body, text.columns() - LABEL - 1);
        for (int i = 0; i < wrapped.size(); i++) {
            String head = i == 0 && !again ? text.left("  " + label, LABEL + 1) : " ".repeat(LABEL + 1);
            lines.add(head + wrapped.get(i));
        }
    }
}
