// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.ClientSession;
import dev.limpid.session.SessionCache;
import dev.limpid.session.SessionKey;
import dev.limpid.session.TicketOpening;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one role in one context: JSSE's view of them, and the tickets by which they are resumed. What may be resumed is
 * bounded in number and age. Thread-safe.
 *
 * <p>A session is listed while somebody holds on to it. That it can be resumed does not depend on that.
 */
final class SessionContext implements SSLSessionContext {
    /** As many seconds as the JDK's own provider. */
    private static final int TIMEOUT = 86_400;

    /** As many sessions as the JDK's own provider. */
    private static final int SIZE = 20_480;

    private static final int FINGERPRINT = 32;
    private static final int PER_KEY = 8;
    private static final long MOST_BYTES = 64L << 20;

    private final ContextState owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Bytes, Listed> listed = new LinkedHashMap<>();
    private final ReferenceQueue<TlsSession> dropped = new ReferenceQueue<>();
    private final Map<Bytes, SessionRoot> roots = new LinkedHashMap<>();
    private SessionCache tickets = cacheOf(SIZE);
    private volatile int size = SIZE;
    private volatile int timeout = TIMEOUT;

    SessionContext(ContextState owner) {
        this.owner = owner;
    }

    /** The context that this is a part of. */
    ContextState owner() {
        return owner;
    }

    @Override
    public @Nullable SSLSession getSession(byte[] sessionId) {
        lock.lock();
        try {
            Listed found = listed.get(Bytes.of(sessionId));
            TlsSession session = found == null ? null : found.get();
            return session != null && session.isValid() && !isExpired(session.root()) ? session : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Enumeration<byte[]> getIds() {
        lock.lock();
        try {
            List<byte[]> ids = new ArrayList<>();
            for (Listed each : listed.values()) {
                TlsSession session = each.get();
                if (session != null && session.isValid() && !isExpired(session.root())) {
                    ids.add(each.id.toArray());
                }
            }
            return Collections.enumeration(ids);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setSessionTimeout(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("a timeout is 0 (the longest) or more seconds, not " + seconds);
        }
        timeout = seconds;
    }

    @Override
    public int getSessionTimeout() {
        return timeout;
    }

    @Override
    public void setSessionCacheSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a cache has room for 0 (no limit but memory) or more, not " + size);
        }
        lock.lock();
        try {
            this.size = size;
            trim();
            tickets.clear();
            tickets = cacheOf(size);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int getSessionCacheSize() {
        return size;
    }

    /** Lists {@code session} from now on. */
    void list(TlsSession session) {
        lock.lock();
        try {
            for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
                listed.remove(((Listed) gone).id, gone);
            }
            listed.put(session.root().id(), new Listed(session, dropped));
            trim();
        } finally {
            lock.unlock();
        }
    }

    /** Where a client's connection, whose session is {@code session}, keeps its tickets and finds one to resume. */
    SessionCache clientTickets(TlsSession session) {
        return new ClientTickets(session);
    }

    /** {@code issuer} for a server's connection, whose session is {@code session}. */
    Tickets serverTickets(Tickets issuer, TlsSession session) {
        return new ServerTickets(issuer, session);
    }

    private void remember(Bytes ticket, SessionRoot root) {
        lock.lock();
        try {
            roots.put(fingerprint(ticket), root);
            trim();
        } finally {
            lock.unlock();
        }
    }

    private Optional<SessionRoot> rootOf(Bytes ticket) {
        lock.lock();
        try {
            return Optional.ofNullable(roots.get(fingerprint(ticket)));
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        trim(roots);
        trim(listed);
    }

    private void trim(Map<Bytes, ?> bounded) {
        int most = size == 0 ? SIZE : size;
        while (bounded.size() > most) {
            bounded.remove(bounded.keySet().iterator().next());
        }
    }

    private boolean isExpired(SessionRoot root) {
        return timeout != 0 && !owner.time().now().isBefore(root.created().plusSeconds(timeout));
    }

    private Duration lifetime() {
        return timeout == 0 ? Duration.ofDays(7) : Duration.ofSeconds(timeout);
    }

    private SessionCache currentTickets() {
        lock.lock();
        try {
            return tickets;
        } finally {
            lock.unlock();
        }
    }

    private static SessionCache cacheOf(int size) {
        return new BoundedSessionCache(size == 0 ? SIZE : size, PER_KEY, MOST_BYTES);
    }

    /** Tickets end in what no two of them have in common: a tag, or a random label. */
    private static Bytes fingerprint(Bytes ticket) {
        int from = Math.max(0, ticket.length() - FINGERPRINT);
        return Bytes.of(ticket.slice(from, ticket.length() - from).toArray());
    }

    /** A session, as long as somebody else holds it. */
    private static final class Listed extends WeakReference<TlsSession> {
        private final Bytes id;

        Listed(TlsSession session, ReferenceQueue<TlsSession> dropped) {
            super(session, dropped);
            this.id = session.root().id();
        }
    }

    private final class ClientTickets implements SessionCache {
        private final TlsSession session;

        ClientTickets(TlsSession session) {
            this.session = session;
        }

        @Override
        public void put(SessionKey key, ClientSession ticket) {
            if (!session.root().isValid()) {
                ticket.session().psk().destroy();
                return;
            }
            remember(ticket.ticket(), session.root());
            currentTickets().put(key, ticket);
        }

        @Override
        public Optional<ClientSession> take(SessionKey key, Instant now) {
            SessionCache cache = currentTickets();
            for (Optional<ClientSession> next = cache.take(key, now); next.isPresent(); next = cache.take(key, now)) {
                Optional<SessionRoot> root = rootOf(next.get().ticket());
                if (root.isPresent() && root.get().isValid() && !isExpired(root.get())) {
                    session.offers(root.get());
                    return next;
                }
                next.get().session().psk().destroy();
            }
            return Optional.empty();
        }

        @Override
        public void invalidate(SessionKey key) {
            currentTickets().invalidate(key);
        }

        @Override
        public void clear() {
            currentTickets().clear();
        }
    }

    private final class ServerTickets implements Tickets {
        private final Tickets issuer;
        private final TlsSession session;

        ServerTickets(Tickets issuer, TlsSession session) {
            this.issuer = issuer;
            this.session = session;
        }

        @Override
        public Optional<Bytes> issue(dev.limpid.session.Session contents) {
            session.adopt();
            if (!session.root().isValid()) {
                return Optional.empty();
            }
            Optional<Bytes> ticket = issuer.issue(contents);
            ticket.ifPresent(issued -> remember(issued, session.root()));
            return ticket;
        }

        @Override
        public TicketOpening open(Bytes identity, Instant now) {
            Optional<SessionRoot> root = rootOf(identity);
            TicketOpening opening = issuer.open(identity, now);
            if (opening instanceof TicketOpening.Opened opened) {
                // What this context issued it knows, unless that is too long ago; keys that others have too open
                // tickets of theirs.
                boolean forgotten = root.isEmpty() && issuer.equals(owner.tickets());
                if (forgotten || root.filter(this::isOver).isPresent()) {
                    opened.session().psk().destroy();
                    return new TicketOpening.Missed(TicketOpening.Reason.EXPIRED);
                }
                root.ifPresent(session::offers);
            }
            return opening;
        }

        private boolean isOver(SessionRoot root) {
            return !root.isValid() || isExpired(root);
        }

        @Override
        public Duration longestLifetime() {
            Duration longest = issuer.longestLifetime();
            return longest.compareTo(lifetime()) < 0 ? longest : lifetime();
        }
    }
}
