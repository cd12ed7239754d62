// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.session.Agreement;
import dev.limpid.session.ClientSession;
import dev.limpid.session.Session;
import dev.limpid.session.SessionCache;
import dev.limpid.session.SessionKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The last ticket that came. It is offered on the next connection whatever has changed since: which sessions may be resumed under
 * which configuration is not the runner's question.
 */
final class LastTicket implements SessionCache {
    private Optional<ClientSession> kept = Optional.empty();
    private Optional<Session> offered = Optional.empty();
    private String serverName = "";

    /** A connection to this server begins. */
    synchronized void begin(String name) {
        serverName = name;
        offered = Optional.empty();
    }

    /** The session that this connection offered, if there was one. Its PSK is not to be used. */
    synchronized Optional<Session> offered() {
        return offered;
    }

    @Override
    public synchronized void put(SessionKey key, ClientSession session) {
        kept = Optional.of(session);
    }

    @Override
    public synchronized Optional<ClientSession> take(SessionKey key, Instant now) {
        Optional<ClientSession> taken = kept.filter(last -> !last.session().isExpired(now))
                .map(last -> new ClientSession(last.ticket(), fitted(last.session(), key)));
        offered = taken.map(ClientSession::session);
        kept = Optional.empty();
        return taken;
    }

    @Override
    public synchronized void invalidate(SessionKey key) {
        kept = Optional.empty();
    }

    @Override
    public synchronized void clear() {
        kept = Optional.empty();
    }

    private Session fitted(Session session, SessionKey key) {
        Agreement agreement = session.agreement();
        return new Session(
                session.suite(),
                session.psk(),
                session.terms(),
                new Agreement(Optional.of(serverName), agreement.protocol(), agreement.group()),
                session.authentication(),
                key.configuration());
    }
}
