// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import java.time.Duration;

/**
 * Short records while a transport is slow, so that the peer can open the first bytes as soon as one TCP segment is there instead
 * of a dozen; full ones once data flows.
 *
 * @param fragment the most bytes of content and padding in one of the short records, 64 to 2^14
 * @param bytes how much application data goes in short records at the start and after each pause
 * @param pause for how long nothing is sent until records are short again, since the transport has then slowed down too
 */
public record RecordRamp(int fragment, long bytes, Duration pause) {
    /** One TCP segment of an Ethernet each, for the first 64 KiB and after a second of silence. */
    public static final RecordRamp DEFAULT = new RecordRamp(1350, 64 * 1024, Duration.ofSeconds(1));

    /** @throws IllegalArgumentException if a number is out of its range */
    public RecordRamp {
        if (fragment < RecordPolicy.LEAST_SIZE_LIMIT || fragment > RecordPolicy.MOST_CONTENT) {
            throw new IllegalArgumentException("short records of " + fragment + " bytes");
        }
        if (bytes < 1 || pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException(bytes + " bytes in short records, again after " + pause);
        }
    }
}
