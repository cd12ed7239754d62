// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A server's tickets (RFC 9846 section 4.7.1): sessions made into labels that clients bring back. Implementations are thread-safe,
 * and quick enough to be called in a handshake; nothing that a client sends makes them throw.
 */
public interface Tickets {
    /**
     * A new ticket for {@code session}, or none if it gets none: no tickets are issued, or it is too large for one. Its
     * {@link Session#issuedAt()} is taken for the present. The session stays the caller's, its PSK included.
     */
    Optional<Bytes> issue(Session session);

    /**
     * What {@code identity}, which a client offered, stands for. A ticket for one use is used up hereby: ask once for each that is
     * offered, and keep the answer over a HelloRetryRequest.
     *
     * @param identity as the client sent it, so perhaps an external PSK's label or noise
     */
    TicketOpening open(Bytes identity, Instant now);

    /** For how long a ticket that is issued now can be opened: no ticket should promise a longer lifetime. */
    Duration longestLifetime();

    /** Issues none and opens none. */
    static Tickets none() {
        return NoTickets.NONE;
    }
}
