// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store in this process's memory, bounded in number and in bytes; what was not used for longest goes first. What it forgets it
 * zeroes. Thread-safe.
 */
public final class BoundedSessionStore implements SessionStore {
    private static final class Kept {
        final byte[] session;
        final Instant expiresAt;

        Kept(byte[] session, Instant expiresAt) {
            this.session = session;
            this.expiresAt = expiresAt;
        }
    }

    private final int mostSessions;
    private final long mostBytes;
    private final Map<Bytes, Kept> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private long bytes;

    /**
     * An empty store.
     *
     * @param mostSessions 1 or more
     * @param mostBytes of the sessions; each takes some 200 more for itself
     * @throws IllegalArgumentException if one is below 1
     */
    public BoundedSessionStore(int mostSessions, long mostBytes) {
        if (mostSessions < 1 || mostBytes < 1) {
            throw new IllegalArgumentException("a store has room for at least one session and one byte");
        }
        this.mostSessions = mostSessions;
        this.mostBytes = mostBytes;
    }

    @Override
    public void put(Bytes ticket, byte[] session, Instant now, Instant expiresAt) {
        lock.lock();
        try {
            remove(ticket);
            if (session.length > mostBytes) {
                return;
            }
            sessions.put(Copies.of(ticket), new Kept(session.clone(), expiresAt));
            bytes += session.length;
            evict(now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<byte[]> get(Bytes ticket, Instant now) {
        lock.lock();
        try {
            return Optional.ofNullable(sessions.get(ticket))
                    .filter(kept -> now.isBefore(kept.expiresAt))
                    .map(kept -> kept.session.clone());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<byte[]> take(Bytes ticket, Instant now) {
        lock.lock();
        try {
            Optional<byte[]> found = get(ticket, now);
            remove(ticket);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions are kept. */
    public int size() {
        lock.lock();
        try {
            return sessions.size();
        } finally {
            lock.unlock();
        }
    }

    /** How much the sessions take, in bytes. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return size() + " of at most " + mostSessions + " sessions";
    }

    private void remove(Bytes ticket) {
        Kept old = sessions.remove(ticket);
        if (old != null) {
            forget(old);
        }
    }

    /** From the one that was not used for longest: while it has expired, or there are too many. */
    private void evict(Instant now) {
        Iterator<Kept> eldest = sessions.values().iterator();
        while (eldest.hasNext()) {
            Kept kept = eldest.next();
            if (sessions.size() <= mostSessions && bytes <= mostBytes && now.isBefore(kept.expiresAt)) {
                return;
            }
            eldest.remove();
            forget(kept);
        }
    }

    private void forget(Kept kept) {
        bytes -= kept.session.length;
        Arrays.fill(kept.session, (byte) 0);
    }
}
