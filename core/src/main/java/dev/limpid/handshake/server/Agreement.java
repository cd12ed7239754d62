// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import java.util.Optional;

/** What the hellos settled, and how the server proves itself. */
record Agreement(ClientHello hello, ServerChoice choice, SignatureScheme scheme, boolean retried) {
    ConnectionFacts facts(boolean clientAuthenticated) {
        return new ConnectionFacts(
                ProtocolVersion.TLS13,
                choice.cipherSuite(),
                Optional.of(choice.group()),
                Optional.of(scheme),
                choice.serverName(),
                choice.protocol(),
                retried,
                false,
                clientAuthenticated);
    }
}
