// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import java.util.Optional;

/**
 * What an established connection agreed on.
 *
 * @param group empty for psk_ke alone
 * @param signatureScheme by which the server proved its certificate; empty if it was authenticated by a PSK
 * @param alpn a peer's text: escape it wherever it is shown
 * @param retried whether there was a HelloRetryRequest
 * @param clientAuthenticated whether the client proved a certificate
 */
public record ConnectionFacts(
        ProtocolVersion version,
        CipherSuite cipherSuite,
        Optional<NamedGroup> group,
        Optional<SignatureScheme> signatureScheme,
        Optional<String> serverName,
        Optional<String> alpn,
        boolean retried,
        boolean resumed,
        boolean clientAuthenticated) {
    /** The same connection, now that the client has proved a certificate after the handshake. */
    public ConnectionFacts withClientAuthenticated() {
        return new ConnectionFacts(
                version, cipherSuite, group, signatureScheme, serverName, alpn, retried, resumed, true);
    }
}
