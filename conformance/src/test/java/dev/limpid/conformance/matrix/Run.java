// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

import dev.limpid.observe.Side;
import java.util.List;

/** Something that worked as it should, as a test saw it. */
public sealed interface Run {
    /** Who was at the other end. */
    Peer peer();

    /** Which end we were. */
    Side ours();

    /** The line of this run: fields between tabs. */
    default String line() {
        List<String> fields = switch (this) {
            case Handshake run -> List.of("handshake", run.suite, run.group, run.scheme);
            case Tried run -> List.of("tried", run.topic.name(), run.note);
        };
        return peer().name() + "\t" + peer().version() + "\t" + ours().name() + "\t" + String.join("\t", fields);
    }

    /** The run that {@code line} tells. */
    static Run of(String line) {
        String[] field = line.split("\t", -1);
        Peer peer = new Peer(field[0], field[1]);
        Side ours = Side.valueOf(field[2]);
        return field[3].equals("handshake")
                ? new Handshake(peer, ours, field[4], field[5], field[6])
                : new Tried(peer, ours, Topic.valueOf(field[4]), field[5]);
    }

    /** A complete handshake with what it agreed on, and data both ways after it. */
    record Handshake(Peer peer, Side ours, String suite, String group, String scheme) implements Run {}

    /**
     * A topic that was tried.
     *
     * @param note the alert that ended it, if that was the point; may be empty
     */
    record Tried(Peer peer, Side ours, Topic topic, String note) implements Run {}
}
