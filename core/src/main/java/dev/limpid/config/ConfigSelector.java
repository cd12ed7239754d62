// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.message.ClientHello;

/**
 * Picks the configuration for a client by its ClientHello: its server_name, its application protocols, its suites. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface ConfigSelector {
    /**
     * The configuration for the client of {@code hello}, which goes on to hold after a HelloRetryRequest. It must have the {@link
     * dev.limpid.crypto.CryptoProvider} of the configuration that asks; that one's limits, time, observer and secret access hold.
     *
     * @param hello as the peer sent it: hostile until proven otherwise
     * @throws dev.limpid.alert.ViolationException to refuse the client with the alert of that violation, such as
     *     {@link dev.limpid.alert.Violation#UNKNOWN_SERVER_NAME}
     */
    ServerConfig select(ClientHello hello);
}
