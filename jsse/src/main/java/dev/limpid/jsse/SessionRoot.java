// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a connection and those that resume it have in common: the identifier, the application's values and whether any more may resume
 * it. TLS 1.3 has no session identifiers; these are made up, as JSSE wants some. Thread-safe.
 */
final class SessionRoot {
    private final Bytes id;
    private final Instant created;
    private final SessionValues values = new SessionValues();
    private volatile Instant lastAccessed;
    private volatile List<X509Certificate> localChain = List.of();
    private volatile boolean valid = true;

    SessionRoot(Bytes id, Instant created) {
        this.id = id;
        this.created = created;
        this.lastAccessed = created;
    }

    Bytes id() {
        return id;
    }

    Instant created() {
        return created;
    }

    Instant lastAccessed() {
        return lastAccessed;
    }

    void accessed(Instant now) {
        lastAccessed = now;
    }

    SessionValues values() {
        return values;
    }

    /** The certificates that this side proved; empty if it proved none. */
    List<X509Certificate> localChain() {
        return localChain;
    }

    void localChain(List<X509Certificate> chain) {
        localChain = chain;
    }

    boolean isValid() {
        return valid;
    }

    void invalidate() {
        valid = false;
    }

    /** Without what the application put there. */
    @Override
    public String toString() {
        return "session of " + created + (valid ? "" : ", invalid");
    }
}
