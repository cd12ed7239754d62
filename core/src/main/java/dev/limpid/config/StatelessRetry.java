// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.wire.Bytes;
import java.time.Duration;

/**
 * How a server keeps nothing of a client that it has sent a HelloRetryRequest (RFC 9846 section 4.3.2): the cookie holds what it
 * must know again. The connection that sent the HelloRetryRequest may be dropped, and any connection of any server with the same
 * keys takes the second ClientHello. Immutable and thread-safe.
 *
 * @param keys that make cookies and know them again
 * @param lifetime how long a cookie is good for; a clock may differ from the others by as much
 * @param context what a cookie is bound to, such as the client's address: other clients can't use it. Not in the cookie itself
 */
public record StatelessRetry(CookieKeys keys, Duration lifetime, Bytes context) {
    /** Time enough for one round trip with some packets lost. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException if {@code lifetime} is not positive, or {@code context} longer than 65535 bytes */
    public StatelessRetry {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("a lifetime is positive: " + lifetime);
        }
        if (context.length() > 0xffff) {
            throw new IllegalArgumentException("a context of " + context.length() + " bytes");
        }
    }

    /** With {@link #DEFAULT_LIFETIME}, and bound to nothing yet. */
    public static StatelessRetry of(CookieKeys keys) {
        return new StatelessRetry(keys, DEFAULT_LIFETIME, Bytes.EMPTY);
    }

    /** The same, for the client that {@code context} stands for. */
    public StatelessRetry boundTo(Bytes context) {
        return new StatelessRetry(keys, lifetime, context);
    }
}
