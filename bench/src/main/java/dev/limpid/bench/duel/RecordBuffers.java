// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.nio.ByteBuffer;

/** The buffers of one application: its data, the wire, and what arrives. */
record RecordBuffers(ByteBuffer plain, ByteBuffer wire, ByteBuffer out) {
    // SSLEngine asks for more than any record of TLS 1.3 needs, and for as much again before a second record.
    private static final int ENOUGH = 3 << 14;

    static RecordBuffers of(int length, boolean direct) {
        return new RecordBuffers(allocate(length, direct), allocate(ENOUGH, direct), allocate(ENOUGH, direct));
    }

    private static ByteBuffer allocate(int length, boolean direct) {
        return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
    }
}
