// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.FakeLab;
import dev.limpid.testkit.Lab;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The handshakes that faults happen to; a new kind is a line. */
enum HandshakeKind {
    FULL(client -> client, server -> server),
    RETRIED(client -> client, server -> server.groups(List.of(NamedGroup.SECP256R1))),
    CLIENT_AUTHENTICATED(
            client -> client.credentials(FakeLab.clientCredentials()),
            server -> server.clientAuthentication(ClientAuthentication.NEED, FakeLab.TRUSTING));

    private final UnaryOperator<ClientConfig.Builder> client;
    private final UnaryOperator<ServerConfig.Builder> server;

    HandshakeKind(UnaryOperator<ClientConfig.Builder> client, UnaryOperator<ServerConfig.Builder> server) {
        this.client = client;
        this.server = server;
    }

    /** A client and a server that are about to begin, once somebody watches them. */
    record Ends(Function<Observer, TlsConnection> client, Function<Observer, TlsConnection> server) {}

    /** With fake cryptography: the same each time. */
    Ends fake() {
        return ends(FakeLab.client(1), FakeLab.server(2));
    }

    /** With real cryptography. */
    Ends real() {
        return ends(Lab.client(), Lab.server());
    }

    private Ends ends(ClientConfig.Builder clients, ServerConfig.Builder servers) {
        List<NamedGroup> groups = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        servers.groups(groups);
        ClientConfig clientConfig = client.apply(clients.groups(groups).keyShares(List.of(NamedGroup.X25519)))
                .build();
        ServerConfig serverConfig = server.apply(servers).build();
        return new Ends(
                observer -> TlsConnection.client(clientConfig, Lab.NAME, observer),
                observer -> TlsConnection.server(serverConfig, observer));
    }
}
