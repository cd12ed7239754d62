// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes a connection's events on, in the order in which they happened for the tool: TCP was connected before TLS began, which TLS
 * hears of later. Adds what only the tool sees, such as what the application said. Thread-safe.
 */
final class Narrator implements Observer {
    private final Observer listener;
    private final Optional<Event.TransportConnected> connected;
    private final ReentrantLock lock = new ReentrantLock();
    private long origin = System.nanoTime();
    private boolean begun;

    private Narrator(Observer listener, Optional<Event.TransportConnected> connected) {
        this.listener = listener;
        this.connected = connected;
    }

    /** Of a connection to {@code peer} that took {@code nanos} to open. */
    static Narrator ofConnecting(Observer listener, String peer, long nanos) {
        return new Narrator(listener, Optional.of(new Event.TransportConnected(peer, nanos)));
    }

    /** Of a connection that was accepted. */
    static Narrator ofAccepting(Observer listener) {
        return new Narrator(listener, Optional.empty());
    }

    @Override
    public void on(long nanos, Event event) {
        lock.lock();
        try {
            if (!begun) {
                begun = true;
                origin = System.nanoTime() - nanos;
            }
            boolean heardAlready = connected.isPresent() && event instanceof Event.TransportConnected;
            if (!heardAlready) {
                listener.on(nanos, event);
            }
            if (event instanceof Event.Started) {
                connected.ifPresent(c -> listener.on(nanos, c));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean wantsRecords() {
        return listener.wantsRecords();
    }

    /** Adds what the connection itself doesn't know. */
    void tell(Event event) {
        lock.lock();
        try {
            listener.on(System.nanoTime() - origin, event);
        } finally {
            lock.unlock();
        }
    }
}
