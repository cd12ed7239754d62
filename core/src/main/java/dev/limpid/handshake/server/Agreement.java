// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import java.util.Optional;

/**
 * What the hellos settled, and how the server proves itself.
 *
 * @param scheme that signs; empty if a PSK is the proof
 * @param clientType what the client is asked to show, if it is asked
 * @param earlyData whether early data is taken
 */
record Agreement(
        ClientHello hello,
        ServerChoice choice,
        Optional<SignatureScheme> scheme,
        CertificateType clientType,
        boolean retried,
        boolean earlyData) {
    ConnectionFacts facts(boolean clientAuthenticated) {
        return new ConnectionFacts(
                ProtocolVersion.TLS13,
                choice.cipherSuite(),
                choice.group(),
                scheme,
                //= R4.7.1-9
                choice.serverName(),
                choice.protocol(),
                retried,
                isResumed(),
                clientAuthenticated);
    }

    /** Whether the connection goes on from an earlier one. */
    boolean isResumed() {
        return choice.psk().filter(selected -> selected.key().isResumable()).isPresent();
    }
}
