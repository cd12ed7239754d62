// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a client keeps its tickets. Implementations are thread-safe and quick enough to be called in a handshake.
 */
public interface SessionCache {
    /** Keeps {@code session}, whose PSK is the cache's from now on, for {@link #take}. May keep nothing. */
    void put(SessionKey key, ClientSession session);

    /**
     * A session that may be resumed at {@code now}, its PSK included, which is the caller's from now on. It will not be given out
     * again, since a ticket used twice lets observers link the two connections (RFC 9846 appendix C.4).
     */
    Optional<ClientSession> take(SessionKey key, Instant now);

    /** Forgets what is kept under {@code key}, because a connection failed or the server's tickets did not resume. */
    void invalidate(SessionKey key);

    /** Forgets everything. */
    void clear();

    /** Keeps nothing. */
    static SessionCache none() {
        return NoSessionCache.NONE;
    }
}
