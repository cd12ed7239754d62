// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.OwnerOnly;
import dev.limpid.session.ClientSession;
import dev.limpid.session.SessionCache;
import dev.limpid.session.SessionKey;
import dev.limpid.wire.DecodeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tickets of one run of the command: those that the server sends, and one from a file. All are for the one server that is called,
 * and whether a ticket suits the connection, the handshake checks. Each is given out once, the newest first. Thread-safe.
 */
final class Sessions implements SessionCache {
    private static final int MOST = 64;
    private static final int LARGEST_FILE = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ClientSession> newest = new ArrayDeque<>();

    /** Adds the ticket that {@link #save} wrote to {@code file}. */
    void load(Path file) {
        try {
            byte[] content = OwnerOnly.read(file, LARGEST_FILE);
            try {
                add(ClientSession.decode(content));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (IOException e) {
            throw Refusal.file("read a session from", file, e);
        } catch (DecodeException e) {
            throw Refusal.local(
                    Refusal.quoted(file.toString()) + " holds no session of limpid's",
                    "make one: limpid connect HOST --sess-out FILE");
        }
    }

    /** Writes the newest ticket that was not used, which is a secret, for its owner alone. Returns whether there was one. */
    boolean save(Path file) {
        Optional<ClientSession> last = last();
        last.ifPresent(session -> write(session, file));
        return last.isPresent();
    }

    @Override
    public void put(SessionKey key, ClientSession session) {
        add(session);
    }

    @Override
    public Optional<ClientSession> take(SessionKey key, Instant now) {
        return last();
    }

    @Override
    public void invalidate(SessionKey key) {
        clear();
    }

    @Override
    public void clear() {
        lock.lock();
        try {
            newest.forEach(session -> session.session().psk().destroy());
            newest.clear();
        } finally {
            lock.unlock();
        }
    }

    private void add(ClientSession session) {
        lock.lock();
        try {
            newest.addFirst(session);
            if (newest.size() > MOST) {
                newest.removeLast().session().psk().destroy();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<ClientSession> last() {
        lock.lock();
        try {
            return Optional.ofNullable(newest.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    private static void write(ClientSession session, Path file) {
        byte[] content = session.encode();
        try {
            OwnerOnly.replace(file, content);
        } catch (IOException e) {
            throw Refusal.file("write the session to", file, e);
        } finally {
            Arrays.fill(content, (byte) 0);
            session.session().psk().destroy();
        }
    }
}
