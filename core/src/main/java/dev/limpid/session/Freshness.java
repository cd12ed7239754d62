// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a ClientHello was sent just now (RFC 9846 section 8.3). Necessary for 0-RTT, since a {@link ReplayGuard} cannot remember
 * for ever; not sufficient, since within the tolerance it notices no replay. Thread-safe.
 *
 * @param tolerance by which the expected time of arrival may differ from the real one, in either direction
 * @param roundTrip an estimate of the time for a ticket to reach the client plus that for the ClientHello to reach the server
 */
public record Freshness(Duration tolerance, Duration roundTrip) {
    /** Ten seconds, as section 8.3 advises for clients on the Internet. */
    public static final Freshness DEFAULT = new Freshness(Duration.ofSeconds(10), Duration.ZERO);

    /** @throws IllegalArgumentException if one is negative */
    public Freshness {
        if (tolerance.isNegative() || roundTrip.isNegative()) {
            throw new IllegalArgumentException("neither tolerance nor round trip can be negative");
        }
    }

    /** expected_arrival_time: when the client, by its own account, sent the ClientHello. */
    public Instant expectedArrival(TicketTerms terms, long obfuscatedTicketAge) {
        return terms.issuedAt().plus(roundTrip).plus(TicketAge.claimed(terms, obfuscatedTicketAge));
    }

    /** Whether a ClientHello with that age, arriving at {@code now}, is fresh. */
    public boolean isFresh(TicketTerms terms, long obfuscatedTicketAge, Instant now) {
        //= R4.3.10-3
        Duration late = Duration.between(expectedArrival(terms, obfuscatedTicketAge), now);
        return late.abs().compareTo(tolerance) <= 0;
    }

    /** For how long one ClientHello can pass as fresh: as early as the tolerance allows to as late. */
    public Duration window() {
        return tolerance.multipliedBy(2);
    }
}
