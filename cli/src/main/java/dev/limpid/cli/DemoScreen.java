// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.demo.Meeting;
import dev.limpid.cli.demo.Proof;
import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.KeyTree;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.SecretKind;
import dev.limpid.render.Detail;
import dev.limpid.render.KeyTreeScreen;
import dev.limpid.render.Look;
import dev.limpid.render.StoryScreen;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The demo on the screen: the first connection in thirteen steps, then what a second and a third one change. */
final class DemoScreen {
    /** What early data adds to the tree, and where it joins it. */
    private static final Set<SecretKind> EARLY = EnumSet.of(
            SecretKind.EARLY_SECRET,
            SecretKind.BINDER_KEY,
            SecretKind.CLIENT_EARLY_TRAFFIC,
            SecretKind.EARLY_EXPORTER,
            SecretKind.SHARED_SECRET,
            SecretKind.HANDSHAKE_SECRET);

    private final Look look;
    private final Detail detail;
    private final List<String> lines = new ArrayList<>();

    DemoScreen(Look look, Detail detail) {
        this.look = look;
        this.detail = detail;
    }

    /** The lines, without line ends. */
    List<String> lines(Demonstration.Result result) {
        first(result);
        List<Proof> proofs = result.laterProofs();
        resumption(result.resumed(), proofs.get(0));
        earlyData(result.early(), proofs.get(1));
        keyUpdate(result.early(), proofs.get(2));
        together(result.meetings());
        return lines;
    }

    private void first(Demonstration.Result result) {
        Story story = result.first().client().story();
        lines.addAll(new StoryScreen(look, detail.withArticleSteps()).lines(story, Diagnosis.of(story)));
        if (!result.body().isEmpty()) {
            lines.add("");
            result.body().lines().forEach(line -> lines.add("  " + line));
        }
        compare(result.first(), name -> true);
        claims("What this connection shows", result.proof());
    }

    private void resumption(Meeting meeting, Proof proof) {
        title("Resumption: a second connection, with the ticket of the first");
        Story story = meeting.client().story();
        lines.addAll(new StoryScreen(look, detail.asSequel()).lines(story, Diagnosis.of(story)));
        compare(meeting, name -> true);
        claims("What the second connection shows", proof);
    }

    private void earlyData(Meeting meeting, Proof proof) {
        title("0-RTT: a third connection, with the request in the first flight");
        Story story = meeting.client().story();
        Story before = part(story, 0, keyUpdateIn(story));
        lines.addAll(new StoryScreen(look, detail.asSequel()).lines(before, Diagnosis.of(story)));
        compare(meeting, name -> EARLY.contains(name.of().orElse(name.kind())));
        claims("What early data shows", proof);
    }

    private void keyUpdate(Meeting meeting, Proof proof) {
        title("KeyUpdate: the third connection goes on with new keys");
        Story story = meeting.client().story();
        int from = keyUpdateIn(story);
        lines.addAll(new StoryScreen(look, detail.asSequel())
                .story(part(story, from, story.entries().size())));
        compare(meeting, name -> name.generation() > 0);
        claims("What the new keys show", proof);
    }

    /** How the connections hang together. */
    private void together(List<Meeting> meetings) {
        title("The three connections on one tree");
        lines.addAll(new KeyTreeScreen(look)
                .chain(meetings.stream().map(m -> m.client().story().keys()).toList()));
    }

    private void title(String text) {
        lines.add("");
        lines.add("");
        lines.add(text);
        lines.add((look.unicode() ? "═" : "=").repeat(text.length()));
        lines.add("");
    }

    private void compare(Meeting meeting, Predicate<KeyTree.Name> wanted) {
        List<KeyComparison.Row> rows = meeting.keys().rows().stream()
                .filter(row -> wanted.test(row.name()))
                .toList();
        lines.add("");
        lines.addAll(new KeyTreeScreen(look).sideBySide("client", "server", new KeyComparison(rows)));
    }

    private void claims(String title, Proof proof) {
        lines.add("");
        lines.add(title);
        for (Proof.Claim claim : proof.claims()) {
            lines.addAll(Signs.claim(look, claim.holds(), claim.sentence()));
        }
    }

    private static Story part(Story story, int from, int to) {
        List<Entry> entries = story.entries().subList(from, to);
        return new Story(story.attempt(), entries, 0, entries.size());
    }

    /** Where the first KeyUpdate is among the entries; their number if there is none. */
    private static int keyUpdateIn(Story story) {
        List<Entry> entries = story.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof Event.MessageSeen seen && seen.message() instanceof KeyUpdate) {
                return i;
            }
        }
        return entries.size();
    }
}
