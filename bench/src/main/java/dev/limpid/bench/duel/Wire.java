// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.nio.ByteBuffer;

/** One direction of a handshake's wire: nothing is moved or overwritten before the next handshake. */
final class Wire {
    private static final int ENOUGH = 1 << 16;

    private final ByteBuffer written = ByteBuffer.allocate(ENOUGH);
    private final ByteBuffer unread = written.duplicate();

    /** Forgets everything. */
    Wire reset() {
        written.clear();
        unread.clear();
        return this;
    }

    /** Where the sender writes. */
    ByteBuffer writable() {
        return written;
    }

    /** What the receiver has not taken yet. */
    ByteBuffer readable() {
        return unread.limit(written.position());
    }

    /** The first record, even after it was taken. */
    byte[] firstRecord() {
        byte[] record = new byte[5 + Short.toUnsignedInt(written.getShort(3))];
        written.get(0, record);
        return record;
    }
}
