// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.util.List;

/** The configurations of the tests' clients and servers. */
final class Lab {
    static final ServerName NAME = ServerName.of("shop.lab");
    private static final TestCertificate ROOT = TestPki.root("Lab Root CA").issue();
    private static final TestCertificate LEAF = ROOT.leaf("shop.lab").issue();
    private static final PeerVerifier VERIFIER =
            PkixVerifier.trusting(TrustAnchors.of("the lab", List.of(ROOT.certificate())));
    private static final ClientConfig CLIENT = Tls.client(VERIFIER).build();
    private static final ServerConfig SERVER = Tls.server(LEAF.credential()).build();

    private Lab() {}

    static ClientConfig client() {
        return CLIENT;
    }

    static ServerConfig server() {
        return SERVER;
    }

    /** A client that has a certificate to show, and offers to do so after the handshake too. */
    static ClientConfig clientWithACertificate() {
        return CLIENT.toBuilder()
                .credentials(Credentials.of(ROOT.leaf("client.lab").issue().credential()))
                .postHandshakeAuthentication(true)
                .build();
    }

    /** A server that may ask for a certificate after the handshake. */
    static ServerConfig serverThatAsksLater() {
        return SERVER.toBuilder().clientVerifier(VERIFIER).build();
    }

    /** A server that refuses clients without a certificate: they learn it when they think that the handshake is over. */
    static ServerConfig serverThatWantsACertificate() {
        return SERVER.toBuilder()
                .clientAuthentication(ClientAuthentication.NEED, VERIFIER)
                .build();
    }
}
