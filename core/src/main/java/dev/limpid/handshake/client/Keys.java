// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;

/** What the key exchange yielded: the handshake secret and its two traffic secrets. */
record Keys(CipherSuite suite, NamedGroup group, HandshakeSecret secret, TrafficSecret client, TrafficSecret server) {
    void destroy() {
        secret.destroy();
        client.destroy();
        server.destroy();
    }
}
