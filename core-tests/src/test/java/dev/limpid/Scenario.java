// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import java.util.List;

/** The shapes of a handshake: the full ones, and those by a key that both sides have. */
enum Scenario {
    PLAIN,
    RETRIED,
    CLIENT_ASKED,
    /** By an external key. */
    KEYED,
    /** Resumed, with early data. */
    EARLY;

    private static final ExternalPsk KEY = ExternalPskTest.key("anna", 1);
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    ClientConfig.Builder client() {
        ClientConfig.Builder client = Lab.client()
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                .keyShares(List.of(NamedGroup.X25519))
                .alpn(List.of("h2", "http/1.1"))
                .credentials(this == CLIENT_ASKED ? Credentials.of(CLIENT.credential()) : Credentials.none());
        return this == KEYED ? client.externalPsks(List.of(KEY)) : client;
    }

    ServerConfig.Builder server() {
        ServerConfig.Builder server = Lab.server()
                .groups(List.of(this == RETRIED ? NamedGroup.SECP256R1 : NamedGroup.X25519))
                .alpn(List.of("http/1.1"));
        return switch (this) {
            case PLAIN, RETRIED, EARLY -> server;
            case CLIENT_ASKED -> server.clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
            case KEYED -> server.externalPsks(ExternalPsks.of(List.of(KEY)));
        };
    }

    Relay relay() {
        if (this == EARLY) {
            Acquaintance lab = Acquaintance.of(client(), server()).withEarlyData();
            lab.pair().handshake();
            return new Relay(lab.client(), lab.server());
        }
        return new Relay(client(), server());
    }

    /** The client offers early data under a ticket that the server does not know, and an external key that it knows. */
    static Relay secondKeySelected() {
        Acquaintance lab = Acquaintance.of(KEYED.client(), KEYED.server()).withEarlyData();
        lab.pair().handshake();
        return new Relay(lab.client(), KEYED.server());
    }
}
