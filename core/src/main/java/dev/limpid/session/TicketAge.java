// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Duration;
import java.time.Instant;

/** obfuscated_ticket_age (RFC 9846 section 4.3.11.1): how a client tells a ticket's age to the server alone. */
public final class TicketAge {
    private static final long MODULO = 1L << 32;

    private TicketAge() {}

    /**
     * What a client sends: the time since the ticket arrived, in milliseconds, plus ticket_age_add, modulo 2^32. If its clock went
     * back since, the age is 0.
     */
    public static long obfuscated(TicketTerms terms, Instant now) {
        long age = Math.max(0, Duration.between(terms.issuedAt(), now).toMillis());
        return (age + terms.ageAdd()) % MODULO;
    }

    /** What a server reads: the age that the client meant, 0 to 2^32-1 milliseconds. */
    public static Duration claimed(TicketTerms terms, long obfuscatedTicketAge) {
        //= R4.3.10-3
        return Duration.ofMillis(Math.floorMod(obfuscatedTicketAge - terms.ageAdd(), MODULO));
    }
}
