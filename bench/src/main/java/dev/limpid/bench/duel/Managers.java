// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Who finds this side's key, and who judges the peer's chain. */
record Managers(KeyManager keys, TrustManager peers) {
    /** SunJSSE's. */
    static Managers sun(KeyStore keys, KeyStore anchors) throws Exception {
        return of("SunX509", LineUp.sun(), keys, anchors);
    }

    static Managers of(String keyAlgorithm, Provider provider, KeyStore keys, KeyStore anchors) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(keyAlgorithm, provider);
        own.init(keys, Scene.password());
        TrustManagerFactory peers = TrustManagerFactory.getInstance("PKIX", provider);
        peers.init(anchors);
        return new Managers(own.getKeyManagers()[0], peers.getTrustManagers()[0]);
    }

    /** The same for stacks that need the JDK's trust manager wrapped. */
    Managers ofUnknownAuthType() {
        return new Managers(keys, UnknownAuthType.around(peers));
    }
}
