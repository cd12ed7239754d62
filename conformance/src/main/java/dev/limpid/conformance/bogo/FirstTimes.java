// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.session.ReplayGuard;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Knows every ClientHello since the shim began, before which there was none: unlike a server's guard it can always tell. */
final class FirstTimes implements ReplayGuard {
    private final Set<Bytes> seen = new HashSet<>();

    @Override
    public synchronized Answer admit(Bytes uniqueness, Duration window, Instant now) {
        return seen.add(uniqueness) ? Answer.ADMITTED : Answer.SEEN_BEFORE;
    }
}
