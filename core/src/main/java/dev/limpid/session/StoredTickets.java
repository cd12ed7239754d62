// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tickets that are random labels of sessions in a {@link SessionStore}. Used once, they give forward secrecy to early data and to
 * resumption without a key exchange, since nothing that could open them is left (RFC 9846 section 8.1). Thread-safe.
 */
public final class StoredTickets implements Tickets {
    private static final int LENGTH = 32;

    private final CryptoProvider crypto;
    private final SessionStore store;
    private final Use use;

    /** How often a ticket resumes. */
    public enum Use {
        /** Once: the session is forgotten when its ticket is opened, even if the handshake fails after that. */
        ONCE,
        /** Until it expires. */
        REPEATEDLY
    }

    /** Tickets for sessions in {@code store}. */
    public StoredTickets(CryptoProvider crypto, SessionStore store, Use use) {
        this.crypto = crypto;
        this.store = store;
        this.use = use;
    }

    @Override
    public Duration longestLifetime() {
        return TicketTerms.LONGEST_LIFETIME;
    }

    @Override
    public Optional<Bytes> issue(Session session) {
        byte[] label = new byte[LENGTH];
        crypto.random(label);
        Bytes ticket = Bytes.wrap(label);
        byte[] encoded = session.encode();
        store.put(ticket, encoded, session.issuedAt(), session.terms().expiresAt());
        Arrays.fill(encoded, (byte) 0);
        return Optional.of(ticket);
    }

    @Override
    public TicketOpening open(Bytes identity, Instant now) {
        if (identity.length() != LENGTH) {
            return new Missed(Reason.NOT_OURS);
        }
        Optional<byte[]> found = use == Use.ONCE ? store.take(identity, now) : store.get(identity, now);
        return found.map(encoded -> OpenedSession.of(encoded, now)).orElseGet(() -> new Missed(Reason.UNKNOWN));
    }
}
