// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import javax.net.ssl.SSLEngine;
import org.conscrypt.Conscrypt;

/** Engines of Conscrypt, which knows of tickets only where each engine is told to. */
record ConscryptEngines(JsseEngines engines) implements EngineStack.Engines {
    @Override
    public SSLEngine client() {
        return withTickets(engines.client());
    }

    @Override
    public SSLEngine server() {
        return withTickets(engines.server());
    }

    private static SSLEngine withTickets(SSLEngine engine) {
        Conscrypt.setUseSessionTickets(engine, true);
        return engine;
    }
}
