// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a NewSessionTicket says about itself (RFC 9846 section 4.7.1). Thread-safe.
 *
 * @param issuedAt in whole milliseconds: at the server when the ticket was made, at the client when it arrived
 * @param lifetime in whole seconds, at most {@link #LONGEST_LIFETIME}
 * @param ageAdd ticket_age_add, 0 to 2^32-1
 * @param maxEarlyDataSize the most bytes of 0-RTT data, 0 to 2^32-1; 0 means none
 */
public record TicketTerms(Instant issuedAt, Duration lifetime, long ageAdd, long maxEarlyDataSize) {
    /** Seven days: no ticket is good for longer, whatever it says. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    private static final long UINT32 = 0xffff_ffffL;

    /**
     * Terms whose times are cut to what they are measured in.
     *
     * @throws IllegalArgumentException if a number is out of its range, or {@code issuedAt} lies before 1970
     */
    public TicketTerms {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
        lifetime = lifetime.truncatedTo(ChronoUnit.SECONDS);
        if (issuedAt.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("no ticket was issued before 1970");
        }
        //= R4.7.1-11
        if (lifetime.isNegative() || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("a ticket's lifetime is 0 to 7 days, not " + lifetime);
        }
        check("ticket_age_add", ageAdd);
        check("max_early_data_size", maxEarlyDataSize);
    }

    /** The first moment at which the ticket is no longer good. */
    public Instant expiresAt() {
        return issuedAt.plus(lifetime);
    }

    /** Whether the ticket is no longer good at {@code now}. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt());
    }

    private static void check(String name, long value) {
        if (value < 0 || value > UINT32) {
            throw new IllegalArgumentException(name + " is 0 to 2^32-1, not " + value);
        }
    }
}
