// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import java.util.List;

/** The three shapes of a full handshake. */
enum Scenario {
    PLAIN,
    RETRIED,
    CLIENT_ASKED;

    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    ClientConfig.Builder client() {
        return Lab.client()
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                .keyShares(List.of(NamedGroup.X25519))
                .alpn(List.of("h2", "http/1.1"))
                .credentials(this == CLIENT_ASKED ? Credentials.of(CLIENT.credential()) : Credentials.none());
    }

    ServerConfig.Builder server() {
        ServerConfig.Builder server = Lab.server()
                .groups(List.of(this == RETRIED ? NamedGroup.SECP256R1 : NamedGroup.X25519))
                .alpn(List.of("http/1.1"));
        return this == CLIENT_ASKED ? server.clientAuthentication(ClientAuthentication.NEED, Lab.verifier()) : server;
    }

    Relay relay() {
        return new Relay(client(), server());
    }
}
