// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.time.Duration;
import java.util.Locale;

/**
 * How long a channel waits. Zero means no limit, but there is one for {@link #close}.
 *
 * @param connect for one TCP connection, all addresses of the host together
 * @param handshake for the whole handshake, however slowly the peer sends it
 * @param read for one read of application data; the channel stays usable when it is over
 * @param write for one write; the channel is closed when it is over, since a part of a record may be under way
 * @param close for the last words when a channel closes or fails: to send close_notify or the alert, and to take what the
 *     peer still says; not zero
 */
public record Timeouts(Duration connect, Duration handshake, Duration read, Duration write, Duration close) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** 10 s to connect, 10 s for the handshake, no limit for reads and writes, half a second for the last words. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO, Duration.ofMillis(500));

    /** For servers: as {@link #DEFAULT}, but a minute for reads and writes. */
    public static final Timeouts SERVER =
            DEFAULT.withRead(Duration.ofMinutes(1)).withWrite(Duration.ofMinutes(1));

    /** @throws IllegalArgumentException if one is negative or longer than a year, or {@code close} is zero */
    public Timeouts {
        checked(connect);
        checked(handshake);
        checked(read);
        checked(write);
        if (checked(close).isZero()) {
            throw new IllegalArgumentException("the timeout of close is not zero");
        }
    }

    /** These with another {@link #connect}. */
    public Timeouts withConnect(Duration timeout) {
        return new Timeouts(timeout, handshake, read, write, close);
    }

    /** These with another {@link #handshake}. */
    public Timeouts withHandshake(Duration timeout) {
        return new Timeouts(connect, timeout, read, write, close);
    }

    /** These with another {@link #read}. */
    public Timeouts withRead(Duration timeout) {
        return new Timeouts(connect, handshake, timeout, write, close);
    }

    /** These with another {@link #write}. */
    public Timeouts withWrite(Duration timeout) {
        return new Timeouts(connect, handshake, read, timeout, close);
    }

    /** These with another {@link #close}. */
    public Timeouts withClose(Duration timeout) {
        return new Timeouts(connect, handshake, read, write, timeout);
    }

    /** {@code timeout} in nanoseconds, once checked as the constructor does. */
    static long nanos(Duration timeout) {
        return checked(timeout).toNanos();
    }

    /** For people: {@code 250 ms}, {@code 10 s}. */
    static String text(long nanos) {
        long millis = Math.ceilDiv(nanos, 1_000_000);
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%,d ms", millis);
    }

    private static Duration checked(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is between zero and a year, not " + timeout);
        }
        return timeout;
    }
}
