// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Optional;

/**
 * Where {@link StoredTickets} keep the sessions: in this process, or somewhere that a fleet shares. What is kept are secrets.
 * Implementations are thread-safe, quick enough to be called in a handshake, and bounded.
 */
public interface SessionStore {
    /**
     * Keeps {@code session} under {@code ticket}. May keep nothing, and may forget it at any time.
     *
     * @param session stays the caller's, who zeroes it afterwards
     * @param expiresAt when it can be forgotten
     */
    void put(Bytes ticket, byte[] session, Instant now, Instant expiresAt);

    /** A copy of what is kept under {@code ticket}, which the caller owns. */
    Optional<byte[]> get(Bytes ticket, Instant now);

    /** The same, and forgets it: of two callers at the same time, one gets it. */
    Optional<byte[]> take(Bytes ticket, Instant now);
}
