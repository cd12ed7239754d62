// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;

/** Engines of BCJSSE, which signs with P-256 only where P-256 is among the groups, and makes a share for it unless told otherwise. */
record BouncyCastleEngines(JsseEngines engines, NamedGroup group) implements EngineStack.Engines {
    static BouncyCastleEngines of(Provider tls, Managers managers, NamedGroup group) throws Exception {
        List<NamedGroup> groups =
                Stream.of(group, NamedGroup.SECP256R1).distinct().toList();
        return new BouncyCastleEngines(JsseEngines.of(tls, managers, groups), group);
    }

    @Override
    public SSLEngine client() {
        SSLEngine client = engines.client();
        BCSSLEngine own = (BCSSLEngine) client;
        BCSSLParameters parameters = own.getParameters();
        parameters.setEarlyKeyShares(new String[] {group.toString()});
        own.setParameters(parameters);
        return client;
    }

    @Override
    public SSLEngine server() {
        return engines.server();
    }
}
