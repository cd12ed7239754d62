// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

/**
 * How much a peer may ask of this side. Every number bounds memory or work that the peer causes; what exceeds one ends the
 * connection with the alert of its violation.
 *
 * @param messageLength the longest handshake message, in bytes without its header
 * @param changeCipherSpecs the most change_cipher_spec records of a handshake
 * @param emptyRecords the most records in a row without content
 * @param warnings the most alerts that do not close the connection
 * @param keyUpdates the most KeyUpdates in a row without application data between them
 * @param tickets the most NewSessionTickets, and the most CertificateRequests after the handshake, in a row without application data between them
 * @param recordsPerKey the records that one key may protect, 4 or more; a suite's own limit applies where it is lower
 */
public record Limits(
        int messageLength,
        int changeCipherSpecs,
        int emptyRecords,
        int warnings,
        int keyUpdates,
        int tickets,
        long recordsPerKey) {
    /** Room for every sane peer. */
    public static final Limits DEFAULT = new Limits(128 * 1024, 32, 32, 4, 32, 32, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if a number is below 1, or {@code recordsPerKey} below 4 */
    public Limits {
        if (Math.min(Math.min(messageLength, changeCipherSpecs), Math.min(emptyRecords, warnings)) < 1
                || Math.min(keyUpdates, tickets) < 1
                || recordsPerKey < 4) {
            throw new IllegalArgumentException("limits are at least 1, and 4 records per key");
        }
    }

    /** These limits with another {@link #messageLength}. */
    public Limits withMessageLength(int length) {
        return new Limits(length, changeCipherSpecs, emptyRecords, warnings, keyUpdates, tickets, recordsPerKey);
    }

    /** These limits with another {@link #recordsPerKey}. */
    public Limits withRecordsPerKey(long records) {
        return new Limits(messageLength, changeCipherSpecs, emptyRecords, warnings, keyUpdates, tickets, records);
    }
}
