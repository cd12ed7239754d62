// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A cache in this process's memory, bounded in number and in bytes. Gives out each session once, the newest first; forgets those of
 * the key that was not used for longest, and zeroes what it forgets. Thread-safe.
 */
public final class BoundedSessionCache implements SessionCache {
    private static final class OfSession implements BoundedSecrets.Nature<ClientSession> {
        @Override
        public long weight(ClientSession session) {
            return session.weight();
        }

        @Override
        public boolean isExpired(ClientSession session, Instant now) {
            return session.session().isExpired(now);
        }

        @Override
        public void zero(ClientSession session) {
            session.session().psk().destroy();
        }
    }

    private final BoundedSecrets<SessionKey, ClientSession> sessions;

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
        sessions = new BoundedSecrets<>(new OfSession(), mostSessions, mostPerKey, mostBytes);
    }

    /** An empty cache for 1000 sessions, 8 of each key, in 16 MiB. */
    public static BoundedSessionCache standard() {
        return new BoundedSessionCache(1000, 8, 16L << 20);
    }

    @Override
    public void put(SessionKey key, ClientSession session) {
        sessions.put(key, session, session.receivedAt());
    }

    @Override
    public Optional<ClientSession> take(SessionKey key, Instant now) {
        return sessions.take(key, now);
    }

    @Override
    public void invalidate(SessionKey key) {
        sessions.remove(key);
    }

    @Override
    public void clear() {
        sessions.clear();
    }

    /** How many sessions are kept. */
    public int size() {
        return sessions.size();
    }

    /** How much the sessions take, in bytes. */
    public long bytes() {
        return sessions.bytes();
    }

    @Override
    public String toString() {
        return sessions.toString();
    }
}
