// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.render.Detail;
import dev.limpid.render.Look;
import dev.limpid.render.Ndjson;
import dev.limpid.render.StoryScreen;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells one connection or several: to people at the end, to programs as it happens. Thread-safe. */
final class Report {
    private final PrintStream out;
    private final Look look;
    private final Detail detail;
    private final boolean records;
    private final Optional<Ndjson> ndjson;

    /** A report to {@code out}; begins at once if it is for programs. */
    Report(PrintStream out, Look look, StoryOptions options) throws IOException {
        this.out = out;
        this.look = look;
        this.detail = options.detail();
        this.records = options.verbosity() > 1;
        this.ndjson = options.ndjson() ? Optional.of(new Ndjson(out, "limpid " + Version.current())) : Optional.empty();
    }

    /** Whether it is for programs. */
    boolean isForPrograms() {
        return ndjson.isPresent();
    }

    /** Who hears a connection live besides its {@link #recording}: programs, and Flight Recorder if the JVM runs it. */
    Observer live(String connection, Side role) {
        return ndjson.map(n -> records ? n.connectionWithRecords(connection, role) : n.connection(connection, role))
                .orElse(Observer.NONE)
                .and(JfrEvents.connection(""));
    }

    /** A recording of what is going to be told. */
    Recording recording() {
        return records ? Recording.withRecords() : Recording.ofEvents();
    }

    /** The connection is over. */
    void conclude(String connection, Story story, Diagnosis diagnosis) {
        ndjson.ifPresentOrElse(n -> n.diagnosis(connection, diagnosis), () -> print(lines(story, diagnosis)));
    }

    /** A connection follows another; programs tell them by their numbers. */
    void between(int number, int all) {
        if (!isForPrograms()) {
            print(List.of("", "Connection " + number + " of " + all, ""));
        }
    }

    /** The connection of a server's client is over: told in short unless more was asked for. */
    void concludeBriefly(String connection, Story story, Diagnosis diagnosis) {
        if (isForPrograms() || detail.verbosity() > 0 || detail.keys() || detail.bytes()) {
            conclude(connection, story, diagnosis);
        } else {
            print(new dev.limpid.render.ClientLine(look).lines(story, diagnosis));
        }
    }

    /** Lines that stay together. */
    void print(List<String> lines) {
        out.print(String.join(System.lineSeparator(), lines) + System.lineSeparator());
        out.flush();
    }

    /** Where a failed verification was overruled the connection went on, and so does its story. */
    private List<String> lines(Story story, Diagnosis diagnosis) {
        StoryScreen screen = new StoryScreen(look, detail);
        List<String> lines = new ArrayList<>(screen.lines(story, diagnosis));
        boolean overruled = story.attempt().insecure() && story.established().isPresent() && !diagnosis.isOk();
        if (overruled && detail.verbosity() == 0) {
            lines.add("");
            lines.addAll(screen.story(story));
        }
        return lines;
    }
}
