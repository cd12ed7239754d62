// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts of one connection, as hung on every exception and every session: the events of its handshake and its end, without
 * secrets and without a verdict. Bounded: the first {@value #HEAD} events and the last {@value #TAIL}, and handshake messages of
 * {@value #MESSAGES} bytes altogether among them. Immutable.
 *
 * @param role whose report it is
 * @param omitted how many more events there were, all of them together in one gap
 * @param beforeGap how many entries come before that gap, or before it would come
 */
public record HandshakeReport(Side role, List<Entry> entries, int omitted, int beforeGap) {
    /** The most entries from the beginning. */
    public static final int HEAD = 96;

    /** The most entries from the end. */
    public static final int TAIL = 32;

    /** The most bytes of handshake messages in a report. */
    public static final int MESSAGES = 128 * 1024;

    /**
     * An event and when it happened.
     *
     * @param nanos nanoseconds since the connection began
     */
    public record Entry(long nanos, Event event) {}

    /** A report that keeps a copy of {@code entries}. */
    public HandshakeReport {
        entries = List.copyOf(entries);
    }

    /** What was agreed on, once the handshake is complete. */
    public Optional<ConnectionFacts> established() {
        return last(Event.Established.class, Event.Established::facts);
    }

    /** What the verifier found about the peer's certificates. */
    public Optional<PathFacts> path() {
        return last(Event.PathChecked.class, Event.PathChecked::facts);
    }

    /** The last state of appendix A that this side entered. */
    public Optional<String> state() {
        return last(Event.StateEntered.class, Event.StateEntered::state);
    }

    /** The last event of {@code type}, as {@code value} sees it. */
    public <E extends Event, T> Optional<T> last(Class<E> type, Function<E, T> value) {
        return entries.reversed().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .map(value)
                .findFirst();
    }

    /** How far the connection came, in a line. */
    @Override
    public String toString() {
        return role + ", " + state().orElse("not begun") + ", " + entries.size() + " events";
    }
}
