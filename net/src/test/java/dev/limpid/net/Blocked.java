// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.util.Set;
import java.util.stream.Stream;

/** Tells when a thread really waits for its peer: only then can anything end its waiting. */
final class Blocked {
    private static final String SOCKET = "sun.nio.ch.SocketChannelImpl";
    /** Where the JDK's socket channels wait: in the system's call, or on a virtual thread that has left its carrier. */
    private static final Set<String> WAITING =
            Set.of("read0", "write0", "poll", "park", "parkNanos", "yieldContinuation");

    private Blocked() {}

    /** Returns {@code thread} once it waits in a read or a write of a socket channel. */
    static Thread onSocket(Thread thread) throws InterruptedException {
        TlsServerTest.waitFor(() -> {
            StackTraceElement[] frames = thread.getStackTrace();
            return frames.length > 0
                    && WAITING.contains(frames[0].getMethodName())
                    && Stream.of(frames).anyMatch(frame -> frame.getClassName().equals(SOCKET));
        });
        return thread;
    }
}
