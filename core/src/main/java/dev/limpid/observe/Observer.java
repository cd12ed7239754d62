// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/**
 * Who is told what happens on a connection: each {@link Event}, synchronously and in order, never two at once. It must be
 * quick and must not call the connection back; what it throws is swallowed, and it hears nothing more after that.
 */
@FunctionalInterface
public interface Observer {
    /** Nobody. */
    Observer NONE = (nanos, event) -> {};

    /**
     * Something happened.
     *
     * @param nanos nanoseconds since the connection began
     */
    void on(long nanos, Event event);

    /** Whether to report each record too, application data included; that costs an object a record. */
    default boolean wantsRecords() {
        return false;
    }

    /**
     * Whether to report how the keys come about: each secret that is derived, and the transcript's hash after each message. That costs
     * a hash or two an event, which are computed for nobody else.
     */
    default boolean wantsKeySchedule() {
        return true;
    }

    /** Both observers, this one first. */
    default Observer and(Observer other) {
        if (equals(NONE)) {
            return other;
        }
        return other.equals(NONE) ? this : new Both(this, other);
    }
}
