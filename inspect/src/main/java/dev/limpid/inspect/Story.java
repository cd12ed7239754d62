// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.Side;
import java.util.List;
import java.util.Optional;

/**
 * One connection, as whoever explains it needs it: the tool's facts and the events in their order. It does not say who produced
 * the events, and no one who reads it may ask. Immutable; holds no secret, but a peer's texts as they came.
 *
 * @param omitted how many events are missing, all in one gap
 * @param beforeGap how many entries come before that gap, or before it would come
 */
public record Story(Attempt attempt, List<Entry> entries, int omitted, int beforeGap) {
    /** A story that keeps a copy of {@code entries}. */
    public Story {
        entries = List.copyOf(entries);
    }

    /** The story of a report, such as an exception carries. */
    public static Story of(Attempt attempt, HandshakeReport report) {
        return new Story(attempt, report.entries(), report.omitted(), report.beforeGap());
    }

    /** Whose view it is. */
    public Side role() {
        return attempt.role();
    }

    /** The events without their times. */
    public List<Event> events() {
        return entries.stream().map(Entry::event).toList();
    }

    /** The first event of {@code type}. */
    public <E extends Event> Optional<E> first(Class<E> type) {
        return entries.stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The last event of {@code type}. */
    public <E extends Event> Optional<E> last(Class<E> type) {
        return entries.reversed().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** All events of {@code type}. */
    public <E extends Event> List<E> all(Class<E> type) {
        return entries.stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What was agreed on, once the handshake is complete for this side. */
    public Optional<ConnectionFacts> established() {
        return last(Event.Established.class).map(Event.Established::facts);
    }

    /** The number, from 1, that the entry at {@code index} had among all events of the connection. */
    public int number(int index) {
        return index + 1 + (index >= beforeGap ? omitted : 0);
    }

    /** How many nanoseconds the story covers. */
    public long nanos() {
        return entries.isEmpty() ? 0 : entries.getLast().nanos();
    }

    /** The secrets that were derived. */
    public KeyTree keys() {
        return KeyTree.of(events());
    }
}
