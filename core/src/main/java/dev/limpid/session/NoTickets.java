// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@link Tickets#none()}. */
enum NoTickets implements Tickets {
    NONE;

    @Override
    public Optional<Bytes> issue(Session session) {
        return Optional.empty();
    }

    @Override
    public TicketOpening open(Bytes identity, Instant now) {
        return new Missed(Reason.NO_TICKETS);
    }

    @Override
    public Duration longestLifetime() {
        return Duration.ZERO;
    }
}
