// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.BoundedEvents;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.Observer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects a connection's events for a {@link Story}: the first {@value #HEAD} and the last {@value #TAIL}, so that neither how
 * it began nor how it ended is lost, however much happened between. Thread-safe.
 */
public final class Recording implements Observer {
    /** How many events are kept from the beginning. */
    public static final int HEAD = 1024;
    /** How many events are kept from the end. */
    public static final int TAIL = 256;

    private final BoundedEvents kept = new BoundedEvents(HEAD, TAIL, Integer.MAX_VALUE);
    private final ReentrantLock lock = new ReentrantLock();
    private final boolean records;

    private Recording(boolean records) {
        this.records = records;
    }

    /** A recording of everything but records. */
    public static Recording ofEvents() {
        return new Recording(false);
    }

    /** A recording of everything, each record too. */
    public static Recording withRecords() {
        return new Recording(true);
    }

    @Override
    public void on(long nanos, Event event) {
        lock.lock();
        try {
            kept.add(new Entry(nanos, event));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean wantsRecords() {
        return records;
    }

    /** What happened so far, in the connection that {@code attempt} describes. */
    public Story story(Attempt attempt) {
        lock.lock();
        try {
            return new Story(attempt, kept.entries(), kept.omitted(), kept.beforeGap());
        } finally {
            lock.unlock();
        }
    }
}
