// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Duration;

/**
 * How often a server that makes its ticket keys itself makes a new one. Whoever steals a key can open the tickets of at most one
 * {@code period}, and only until {@code acceptance} after its end. Thread-safe.
 *
 * @param period for how long a key seals
 * @param acceptance for how long after its sealing a ticket can be opened: no ticket should live longer
 */
public record KeyRotation(Duration period, Duration acceptance) {
    /** A new key twice a day, tickets good for a day. */
    public static final KeyRotation DEFAULT = new KeyRotation(Duration.ofHours(12), Duration.ofDays(1));

    private static final int MOST_KEYS = 1000;

    /**
     * @throws IllegalArgumentException if a duration is not positive, tickets were good for more than 7 days, or more than a thousand
     *     keys were in use at once
     */
    public KeyRotation {
        if (!period.isPositive() || !acceptance.isPositive()) {
            throw new IllegalArgumentException("period and acceptance of ticket keys are positive");
        }
        if (acceptance.compareTo(TicketTerms.LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("no ticket is good for longer than 7 days, not for " + acceptance);
        }
        if (acceptance.dividedBy(period) > MOST_KEYS) {
            throw new IllegalArgumentException("ticket keys that change so often would be too many: " + period);
        }
    }

    /** For how long a key opens tickets, from its first use. */
    Duration life() {
        return period.plus(acceptance);
    }

    /** How many keys there can be at a time, those included that are only known by name. */
    int mostKeys() {
        return 3 + 2 * Math.toIntExact(acceptance.dividedBy(period));
    }
}
