// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The facts of one connection, as hung on every exception and every session: the events of its handshake and its end, without
 * secrets and without a verdict. Bounded: at most {@value #LIMIT} events, and handshake messages of {@value #MESSAGES} bytes
 * altogether among them; {@link #omitted()} tells how many more there were. Immutable.
 *
 * @param role whose report it is
 */
public record HandshakeReport(Side role, List<Entry> entries, int omitted) {
    /** The most entries of a report. */
    public static final int LIMIT = 128;

    /** The most bytes of handshake messages in a report; what would exceed them is omitted. */
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
