// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A cache in this process's memory, bounded in number and in bytes. Gives out each session once, the newest first; forgets those of
 * the key that was not used for longest, and zeroes what it forgets. Thread-safe.
 */
public final class BoundedSessionCache implements SessionCache {
    private final int mostSessions;
    private final int mostPerKey;
    private final long mostBytes;
    private final Map<SessionKey, Deque<ClientSession>> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private int count;
    private long bytes;

    /**
     * An empty cache.
     *
     * @param mostSessions in all
     * @param mostPerKey what one server can fill
     * @param mostBytes an estimate of the memory that all of it takes
     * @throws IllegalArgumentException if one is below 1
     */
    public BoundedSessionCache(int mostSessions, int mostPerKey, long mostBytes) {
        if (mostSessions < 1 || mostPerKey < 1 || mostBytes < 1) {
            throw new IllegalArgumentException("a cache has room for at least one session and one byte");
        }
        this.mostSessions = mostSessions;
        this.mostPerKey = mostPerKey;
        this.mostBytes = mostBytes;
    }

    /** An empty cache for 1000 sessions, 8 of each key, in 16 MiB. */
    public static BoundedSessionCache standard() {
        return new BoundedSessionCache(1000, 8, 16L << 20);
    }

    @Override
    public void put(SessionKey key, ClientSession session) {
        lock.lock();
        try {
            if (session.weight() > mostBytes || session.session().isExpired(session.receivedAt())) {
                session.session().psk().destroy();
                return;
            }
            Deque<ClientSession> ofKey = sessions.computeIfAbsent(key, _ -> new ArrayDeque<>());
            ofKey.addFirst(session);
            count++;
            bytes += session.weight();
            while (ofKey.size() > mostPerKey) {
                forget(ofKey.removeLast());
            }
            evict(session.receivedAt());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<ClientSession> take(SessionKey key, Instant now) {
        lock.lock();
        try {
            Deque<ClientSession> ofKey = sessions.get(key);
            if (ofKey == null) {
                return Optional.empty();
            }
            forgetExpired(ofKey, now);
            Optional<ClientSession> newest = Optional.ofNullable(ofKey.pollFirst());
            newest.ifPresent(this::uncount);
            if (ofKey.isEmpty()) {
                sessions.remove(key);
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void invalidate(SessionKey key) {
        lock.lock();
        try {
            Deque<ClientSession> ofKey = sessions.remove(key);
            if (ofKey != null) {
                ofKey.forEach(this::forget);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            sessions.values().forEach(ofKey -> ofKey.forEach(this::forget));
            sessions.clear();
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions are kept. */
    public int size() {
        lock.lock();
        try {
            return count;
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

    //= R4.3.11.1-1
    //= R4.7.1-12
    private void forgetExpired(Deque<ClientSession> ofKey, Instant now) {
        ofKey.removeIf(kept -> {
            boolean expired = kept.session().isExpired(now);
            if (expired) {
                forget(kept);
            }
            return expired;
        });
    }

    /** From the key that was not used for longest: what has expired, and the oldest while there is too much. */
    private void evict(Instant now) {
        Iterator<Deque<ClientSession>> keys = sessions.values().iterator();
        while (keys.hasNext()) {
            Deque<ClientSession> eldest = keys.next();
            forgetExpired(eldest, now);
            while (!eldest.isEmpty() && (count > mostSessions || bytes > mostBytes)) {
                forget(eldest.removeLast());
            }
            if (!eldest.isEmpty()) {
                return;
            }
            keys.remove();
        }
    }

    private void forget(ClientSession session) {
        uncount(session);
        session.session().psk().destroy();
    }

    private void uncount(ClientSession session) {
        count--;
        bytes -= session.weight();
    }
}
