// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.cli.tap.Tap;
import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.Story;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * One connection of the demo, as both its ends saw it.
 *
 * @param wire what every byte of it crossed
 * @param statuses of the answers, in their order
 */
public record Meeting(End client, End server, Tap wire, List<Integer> statuses) {
    /**
     * One side's end.
     *
     * @param given what the randomness for key exchanges gave away
     */
    public record End(Side side, Story story, Secrets secrets, OverheardRandom given) {}

    /** A meeting that keeps a copy of {@code statuses}. */
    public Meeting {
        statuses = List.copyOf(statuses);
    }

    /** Both ends' secrets beside each other. */
    public KeyComparison keys() {
        return KeyComparison.of(client.story.keys(), server.story.keys());
    }

    /** The messages of {@code type} that crossed, as the client saw them. */
    <M extends HandshakeMessage> List<M> messages(Class<M> type) {
        return client.story.all(Event.MessageSeen.class).stream()
                .map(Event.MessageSeen::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Whether both ends say that all went well, to the last close_notify. */
    boolean isClean() {
        return List.of(client, server).stream()
                .allMatch(end -> end.story
                        .last(Event.Closed.class)
                        .filter(e -> e.closure() == Event.Closure.CLEAN)
                        .isPresent());
    }

    /** The ticket that the server sent in it, and that is offered as {@code identity} later. */
    Optional<NewSessionTicket> ticket(Bytes identity) {
        return messages(NewSessionTicket.class).stream()
                .filter(t -> t.ticket().equals(identity))
                .findFirst();
    }
}
