// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

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

    private static final class OfKept implements BoundedSecrets.Nature<Kept> {
        @Override
        public long weight(Kept kept) {
            return kept.session.length;
        }

        @Override
        public boolean isExpired(Kept kept, Instant now) {
            return !now.isBefore(kept.expiresAt);
        }

        @Override
        public void zero(Kept kept) {
            Arrays.fill(kept.session, (byte) 0);
        }
    }

    private final BoundedSecrets<Bytes, Kept> sessions;

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
        sessions = new BoundedSecrets<>(new OfKept(), mostSessions, 1, mostBytes);
    }

    @Override
    public void put(Bytes ticket, byte[] session, Instant now, Instant expiresAt) {
        sessions.put(Copies.of(ticket), new Kept(session.clone(), expiresAt), now);
    }

    @Override
    public Optional<byte[]> get(Bytes ticket, Instant now) {
        return sessions.look(ticket, now, kept -> kept.session.clone());
    }

    @Override
    public Optional<byte[]> take(Bytes ticket, Instant now) {
        return sessions.take(ticket, now).map(kept -> kept.session);
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
