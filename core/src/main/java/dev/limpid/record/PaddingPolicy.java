// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

/** How many zeros to add to a record, to hide how long its content is (RFC 9846 section 5.4). Must be thread-safe if shared. */
@FunctionalInterface
public interface PaddingPolicy {
    /** No padding. */
    PaddingPolicy NONE = contentLength -> 0;

    /** The wish for a record with {@code contentLength} bytes of content; cut to what the record has room for. */
    int paddingFor(int contentLength);

    /** Pads the content to a multiple of {@code block} bytes. @throws IllegalArgumentException if that isn't positive */
    static PaddingPolicy toMultipleOf(int block) {
        if (block < 1) {
            throw new IllegalArgumentException("blocks of " + block + " bytes");
        }
        return contentLength -> Math.floorMod(-contentLength, block);
    }
}
