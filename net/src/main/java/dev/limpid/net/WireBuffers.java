// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of one record for those who need one just now, so that idle channels hold none. They hold what goes over the
 * network and never plaintext of application data, so they need no wiping. At most {@value #KEPT} are kept; under more load
 * the garbage collector has the rest.
 */
final class WireBuffers {
    private static final int KEPT = 64;
    private static final ArrayBlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(KEPT);

    private WireBuffers() {}

    /** An empty buffer, ready to be written to, for the caller alone until it gives it back. */
    static ByteBuffer take() {
        ByteBuffer free = FREE.poll();
        return free != null ? free.clear() : ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
    }

    /** Takes back a buffer from {@link #take}, which the caller must not touch again; does nothing with null. */
    static void give(@Nullable ByteBuffer buffer) {
        if (buffer != null) {
            FREE.offer(buffer);
        }
    }
}
