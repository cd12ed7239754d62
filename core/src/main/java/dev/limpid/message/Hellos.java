// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;

/** What the three hellos have in common. */
final class Hellos {
    static final int RANDOM_LENGTH = 32;
    static final int LONGEST_SESSION_ID = 32;

    private Hellos() {}

    /** {@code opaque legacy_session_id<0..32>}. */
    static Bytes sessionId(WireReader reader, String name) {
        return reader.vector8(name, r -> r.atMost(LONGEST_SESSION_ID).rest());
    }

    static void check(Bytes random, Bytes sessionId) {
        if (random.length() != RANDOM_LENGTH) {
            throw new IllegalArgumentException("random is not 32 bytes but " + random.length());
        }
        checkSessionId(sessionId);
    }

    static void checkSessionId(Bytes sessionId) {
        if (sessionId.length() > LONGEST_SESSION_ID) {
            throw new IllegalArgumentException("a session id of " + sessionId.length() + " bytes");
        }
    }
}
