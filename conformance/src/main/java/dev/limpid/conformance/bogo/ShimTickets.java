// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.CipherSuite;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.Session;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.TicketOpening;
import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Opened;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server's tickets, whose keys last as long as the shim. They resume whatever has changed in the configuration since, but only
 * under the cipher suite of their session, and tell which session was opened.
 */
final class ShimTickets implements Tickets {
    private static final KeyRotation ROTATION = new KeyRotation(Duration.ofDays(1), Duration.ofDays(2));

    private final Tickets tickets;
    private Bytes binding = Bytes.EMPTY;
    private Optional<CipherSuite> suite = Optional.empty();
    private Optional<Known> opened = Optional.empty();

    /** A ticket and what it stands for, whose PSK is not to be used. */
    record Known(Bytes identity, Session session) {}

    ShimTickets(CryptoProvider crypto) {
        tickets = StatelessTickets.rotating(crypto, ROTATION);
    }

    /** A connection begins under a configuration with this binding. */
    synchronized void begin(Bytes sessionBinding) {
        binding = sessionBinding;
        opened = Optional.empty();
    }

    /** The connection will have this suite: as BoringSSL has it, which suite it is does not depend on the tickets. */
    synchronized void settle(CipherSuite chosen) {
        suite = Optional.of(chosen);
    }

    /** The first ticket of this connection's client that is ours. */
    synchronized Optional<Known> opened() {
        return opened;
    }

    @Override
    public Optional<Bytes> issue(Session session) {
        return tickets.issue(session);
    }

    @Override
    public synchronized TicketOpening open(Bytes identity, Instant now) {
        TicketOpening opening = tickets.open(identity, now);
        if (!(opening instanceof Opened(Session session))) {
            return opening;
        }
        if (!suite.equals(Optional.of(session.suite()))) {
            session.psk().destroy();
            return new Missed(Reason.UNKNOWN);
        }
        Session fitted = new Session(
                session.suite(),
                session.psk(),
                session.terms(),
                session.agreement(),
                session.authentication(),
                binding);
        if (opened.isEmpty()) {
            opened = Optional.of(new Known(identity, fitted));
        }
        return new Opened(fitted);
    }

    @Override
    public Duration longestLifetime() {
        return tickets.longestLifetime();
    }
}
