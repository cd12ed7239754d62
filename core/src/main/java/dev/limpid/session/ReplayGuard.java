// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * Sees to it that a server accepts the early data of one ClientHello once (RFC 9846 section 8). Implementations are thread-safe: of
 * two threads that ask about the same ClientHello at the same time, one is told {@link Answer#ADMITTED}. One that is shared by a
 * fleet limits replays to one for all of it, a local one to one for each server.
 */
public interface ReplayGuard {
    /**
     * Whether early data may be accepted now; the question is remembered.
     *
     * @param uniqueness what tells the ClientHello from every other: the binder that was <em>verified</em>, or its random, never
     *     another binder, which an attacker could change at will (R8.2-2); 1 to 255 bytes
     * @param window for how long the same ClientHello could pass as fresh: {@link Freshness#window()}
     */
    Answer admit(Bytes uniqueness, Duration window, Instant now);

    /** What follows for early data. Whatever it is, the handshake goes on (R8.2-1). */
    enum Answer {
        /** This ClientHello comes for the first time: its early data may be accepted. */
        ADMITTED,
        /** It, or one that looks like it, came before. */
        SEEN_BEFORE,
        /** It may have come before: the guard is full, or started too recently to know. */
        CANNOT_TELL
    }
}
