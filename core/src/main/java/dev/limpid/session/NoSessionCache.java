// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.time.Instant;
import java.util.Optional;

/** {@link SessionCache#none()}. */
enum NoSessionCache implements SessionCache {
    NONE;

    @Override
    public void put(SessionKey key, ClientSession session) {
        session.session().psk().destroy();
    }

    @Override
    public Optional<ClientSession> take(SessionKey key, Instant now) {
        return Optional.empty();
    }

    @Override
    public void invalidate(SessionKey key) {}

    @Override
    public void clear() {}
}
