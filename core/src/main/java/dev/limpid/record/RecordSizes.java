// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;

/**
 * How long the protected records of a connection may be in each direction, as the two sides agreed on it.
 *
 * @param sent the most bytes of content and padding in a record of this side, 1 to 2^14
 * @param received the most bytes in a record of the peer: of TLSInnerPlaintext by record_size_limit, of content by
 *     max_fragment_length
 * @param fragments whether max_fragment_length limits both directions, which goes for plaintext records too, but not for padding
 */
public record RecordSizes(int sent, int received, boolean fragments) {
    /** As long as section 5 allows. */
    public static final RecordSizes STANDARD =
            new RecordSizes(RecordLimits.PLAINTEXT, RecordLimits.INNER_PLAINTEXT, false);

    private static final int MOST_EXPANSION = RecordLimits.CIPHERTEXT - RecordLimits.PLAINTEXT;

    /** max_fragment_length was agreed on (RFC 6066 section 4). */
    public static RecordSizes ofFragments(int length) {
        return new RecordSizes(length, length, true);
    }

    /** The most bytes behind the header of a protected record that the peer sends. */
    int sealed(int tagLength) {
        return Math.min(RecordLimits.CIPHERTEXT, received + (fragments ? MOST_EXPANSION : tagLength));
    }

    void checkSealed(int length, int tagLength) {
        // The general limit is not ours to answer
        if (length > sealed(tagLength) && length <= RecordLimits.CIPHERTEXT && !equals(STANDARD)) {
            throw tooLong(length + " bytes");
        }
    }

    void checkOpened(int innerLength, int contentLength) {
        int length = fragments ? contentLength : innerLength;
        if (length > received) {
            throw tooLong(length + " bytes");
        }
    }

    private ViolationException tooLong(String what) {
        return new ViolationException(
                fragments ? Violation.FRAGMENT_TOO_LONG : Violation.RECORD_SIZE_LIMIT_EXCEEDED, what);
    }
}
