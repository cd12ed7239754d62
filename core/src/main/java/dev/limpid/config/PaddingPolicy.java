// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.registry.ContentType;

/**
 * How many zeros to add to a protected record, to hide how long its content is (RFC 9846 section 5.4). It is asked for every
 * record, those of handshake messages and alerts too. Must be thread-safe if shared, and must not depend on anything but its arguments.
 */
@FunctionalInterface
public interface PaddingPolicy {
    /** No padding. */
    PaddingPolicy NONE = (type, contentLength) -> 0;

    /** The wish for a record with {@code contentLength} bytes of content; cut to what the record has room for. */
    int paddingFor(ContentType type, int contentLength);

    /** Pads the content to a multiple of {@code block} bytes. @throws IllegalArgumentException if that isn't positive */
    static PaddingPolicy toMultipleOf(int block) {
        if (block < 1) {
            throw new IllegalArgumentException("blocks of " + block + " bytes");
        }
        return (type, contentLength) -> Math.floorMod(-contentLength, block);
    }

    /**
     * Pads what is shorter to {@code length} bytes, so that all short records look alike; 2^14 or more makes every record as long
     * as it may be.
     *
     * @throws IllegalArgumentException if {@code length} isn't positive
     */
    static PaddingPolicy toAtLeast(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("records of " + length + " bytes");
        }
        return (type, contentLength) -> Math.max(0, length - contentLength);
    }

    /** This policy for application data; handshake messages and alerts go without padding. */
    default PaddingPolicy forApplicationData() {
        return (type, contentLength) -> type.equals(ContentType.APPLICATION_DATA) ? paddingFor(type, contentLength) : 0;
    }
}
