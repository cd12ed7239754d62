// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.session.Freshness;
import dev.limpid.session.ReplayGuard;

/**
 * On which terms a server takes early data (0-RTT, RFC 9846 sections 2.3 and 8). Whoever sees early data on the wire can send it
 * again: to this server at most once within the guard's reach, to a server with another guard once more. So an application must do
 * nothing on data of {@link dev.limpid.observe.Epoch#EARLY_DATA} that must not be done twice. Immutable.
 *
 * @param most the bytes of early data that a ticket allows, 1 to 2^32-1; of rejected early data as much is skipped, or 16384 if that
 *     is more
 * @param guard that lets each ClientHello pass once; it is shared by all that could be asked to take the same early data
 * @param freshness how exactly a ticket's age must be right
 */
public record EarlyDataPolicy(long most, ReplayGuard guard, Freshness freshness) {
    /** @throws IllegalArgumentException if {@code most} is out of its range */
    public EarlyDataPolicy {
        if (most < 1 || most > 0xffff_ffffL) {
            throw new IllegalArgumentException("max_early_data_size is 1 to 2^32-1 here, not " + most);
        }
    }

    /** {@code most} bytes, with {@link Freshness#DEFAULT}. */
    public static EarlyDataPolicy of(long most, ReplayGuard guard) {
        return new EarlyDataPolicy(most, guard, Freshness.DEFAULT);
    }
}
