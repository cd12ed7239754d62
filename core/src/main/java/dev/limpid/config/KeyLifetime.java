// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

/**
 * How long this side sends application data under one key before it moves on to the next by itself (section 4.7.3). The limits of
 * section 5.5 hold in any case. A key is left behind the record with which it reaches the first of the two.
 *
 * @param records the most records, 1 or more; all kinds of records count
 * @param bytes the most bytes of application data, 1 or more
 */
public record KeyLifetime(long records, long bytes) {
    /** As long as the limits of section 5.5 allow. */
    public static final KeyLifetime LONGEST = new KeyLifetime(Long.MAX_VALUE, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if a number is below 1 */
    public KeyLifetime {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException("a key lives for a record and a byte at least");
        }
    }

    /** A new key every {@code records} records. */
    public static KeyLifetime ofRecords(long records) {
        return new KeyLifetime(records, Long.MAX_VALUE);
    }

    /** A new key every {@code bytes} bytes of application data. */
    public static KeyLifetime ofBytes(long bytes) {
        return new KeyLifetime(Long.MAX_VALUE, bytes);
    }
}
