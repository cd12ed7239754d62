// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.conformance.matrix.Peer;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.SSLEngine;

/** We ourselves, as the applications see us that know JSSE alone. */
final class LimpidJsse extends JssePeer {
    private static final Provider PROVIDER = new LimpidProvider();

    LimpidJsse() {
        super(PROVIDER);
    }

    @Override
    Peer peer() {
        return new Peer("Limpid JSSE", PROVIDER.getVersionStr());
    }

    @Override
    List<NamedGroup> groups() {
        return CURVES_AND_HYBRID;
    }

    @Override
    List<SignatureScheme> schemes() {
        return ECDSA_RSA_AND_ED25519;
    }

    /** What was agreed on. */
    static ConnectionFacts facts(SSLEngine engine) {
        return LimpidSession.of(engine.getSession()).facts().orElseThrow();
    }
}
