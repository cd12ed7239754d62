// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long records are. What a peer wants shorter is made shorter than it says here, never longer.
 *
 * @param sizeLimit what record_size_limit tells the peer about the records that this side takes: 64 to 2^14 + 1 bytes of content,
 *     type and padding (RFC 8449); empty to leave it unsaid and the peer's own limit unread
 * @param mostContent the most bytes of content and padding in one record that this side sends, 1 to 2^14
 * @param padding how many zeros are added
 * @param ramp short records at first; empty to start with full ones
 */
public record RecordPolicy(OptionalInt sizeLimit, int mostContent, PaddingPolicy padding, Optional<RecordRamp> ramp) {
    /** The least that record_size_limit may say. */
    public static final int LEAST_SIZE_LIMIT = 64;

    /** The most that record_size_limit may say in TLS 1.3: 2^14 + 1. */
    public static final int MOST_SIZE_LIMIT = (1 << 14) + 1;

    /** The most bytes of content in one record: 2^14. */
    public static final int MOST_CONTENT = 1 << 14;

    /** As long as the RFC allows in both directions, saying so, without padding or ramp. */
    public static final RecordPolicy DEFAULT =
            new RecordPolicy(OptionalInt.of(MOST_SIZE_LIMIT), MOST_CONTENT, PaddingPolicy.NONE, Optional.empty());

    /** @throws IllegalArgumentException if a number is out of its range */
    public RecordPolicy {
        if (sizeLimit.isPresent()
                && (sizeLimit.getAsInt() < LEAST_SIZE_LIMIT || sizeLimit.getAsInt() > MOST_SIZE_LIMIT)) {
            throw new IllegalArgumentException("record_size_limit is 64 to 16385 bytes, not " + sizeLimit.getAsInt());
        }
        if (mostContent < 1 || mostContent > MOST_CONTENT) {
            throw new IllegalArgumentException("a record holds 1 to 16384 bytes, not " + mostContent);
        }
    }

    /** This policy with another {@link #sizeLimit}. */
    public RecordPolicy withSizeLimit(int limit) {
        return new RecordPolicy(OptionalInt.of(limit), mostContent, padding, ramp);
    }

    /** This policy without record_size_limit. */
    public RecordPolicy withoutSizeLimit() {
        return new RecordPolicy(OptionalInt.empty(), mostContent, padding, ramp);
    }

    /** This policy with another {@link #mostContent}. */
    public RecordPolicy withMostContent(int most) {
        return new RecordPolicy(sizeLimit, most, padding, ramp);
    }

    /** This policy with another {@link #padding}. */
    public RecordPolicy withPadding(PaddingPolicy other) {
        return new RecordPolicy(sizeLimit, mostContent, other, ramp);
    }

    /** This policy with a {@link #ramp}. */
    public RecordPolicy withRamp(RecordRamp other) {
        return new RecordPolicy(sizeLimit, mostContent, padding, Optional.of(other));
    }
}
