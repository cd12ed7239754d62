// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.registry.CipherSuite;

/**
 * How long the records of this side get, and how many of them one key may protect (RFC 9846 sections 5.1 and 5.5).
 *
 * @param fragment the most bytes of content and padding in one record, 1 to 2^14
 * @param records the most records under one key, at least 4; the suite's own limit holds if it is lower
 */
public record RecordLimits(int fragment, long records) {
    /** The length of a record's header, in bytes. */
    public static final int HEADER = 5;

    /** The most bytes of content in one record: 2^14. */
    public static final int PLAINTEXT = 1 << 14;

    /** The most bytes of content, type and padding in one record: 2^14 + 1. */
    public static final int INNER_PLAINTEXT = PLAINTEXT + 1;

    /** The most bytes behind the header of a protected record: 2^14 + 256. */
    public static final int CIPHERTEXT = PLAINTEXT + 256;

    /** The longest record: header and ciphertext. */
    public static final int RECORD = HEADER + CIPHERTEXT;

    /** As long and as many as the RFC allows. */
    public static final RecordLimits STANDARD = new RecordLimits(PLAINTEXT, Long.MAX_VALUE);

    // 2^24.5 full-size records, and no more of short ones, which is simpler and still 24 million.
    private static final long AES_GCM_RECORDS = 23_726_566;
    // Half of that: RFC 9001 appendix B.2 gives 2^34.5 blocks for what is sealed and what is forged together.
    private static final long AES_CCM_RECORDS = AES_GCM_RECORDS / 2;
    private static final int FEWEST_RECORDS = 4;

    /** @throws IllegalArgumentException if a limit is out of its range */
    public RecordLimits {
        //= R5.1-15
        if (fragment < 1 || fragment > PLAINTEXT || records < FEWEST_RECORDS) {
            throw new IllegalArgumentException("fragments of " + fragment + " bytes, " + records + " records a key");
        }
    }

    /** The most records under one key of {@code suite}. */
    long recordsUnder(CipherSuite suite) {
        //= R5.5-1
        if (suite.equals(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)) {
            return records;
        }
        return Math.min(records, suite.isCcm() ? AES_CCM_RECORDS : AES_GCM_RECORDS);
    }

    /** From which record on a key that may protect {@code records} of them is to be updated: while there is time. */
    static long updateFrom(long records) {
        return records - Math.max(2, records / 64);
    }
}
