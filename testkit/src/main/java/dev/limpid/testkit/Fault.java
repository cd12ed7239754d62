// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;

/**
 * What goes wrong on the way, once: {@code kind} happens to number {@code at} of the bytes or records that {@code sender} says.
 *
 * @param at counted from 0
 */
public record Fault(Kind kind, Unit unit, Side sender, int at) {
    /** What happens. */
    public enum Kind {
        /** What comes before the unit arrives first, the rest by itself. */
        SPLIT,
        /** From the unit on, each arrives by itself. */
        CRUMBLE,
        /** From the unit on, all of it arrives only when nothing else is on its way. */
        DELAY,
        /** The unit is lost. */
        DROP,
        /** The unit arrives twice. */
        DUPLICATE,
        /** The unit changes places with the next one. */
        REORDER,
        /** One bit of the byte is wrong, or every bit of the record but its header's. */
        FLIP;

        /** Whether a stream transport may do this, so that nobody may mind. */
        public boolean isHarmless() {
            return this == SPLIT || this == CRUMBLE || this == DELAY;
        }
    }

    /** To what it happens. */
    public enum Unit {
        /** One byte. */
        BYTE,
        /** One record, header included. */
        RECORD;

        /** Where the unit that begins at {@code from} ends, or -1 if it is not whole. */
        int end(Bytes bytes, int from) {
            if (this == BYTE) {
                return from < bytes.length() ? from + 1 : -1;
            }
            if (bytes.length() - from < HEADER) {
                return -1;
            }
            int end = from + HEADER + (bytes.at(from + 3) << 8 | bytes.at(from + 4));
            return end <= bytes.length() ? end : -1;
        }
    }

    private static final int HEADER = 5;

    /** What the unit looks like if this is a {@link Kind#FLIP}. */
    Bytes flipped(Bytes whole) {
        byte[] changed = whole.toArray();
        if (unit == Unit.BYTE) {
            changed[0] ^= (byte) (1 << at % 8);
        }
        for (int i = HEADER; unit == Unit.RECORD && i < changed.length; i++) {
            changed[i] = (byte) ~changed[i];
        }
        return Bytes.wrap(changed);
    }
}
