// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.identity.Credentials;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.net.Socket;

/** The runner's configurations, and peers that have them. */
final class Peers {
    static final TestCertificate CERTIFICATE = LabPki.leaf(TestKey.P256);

    private Peers() {}

    /** A server's configuration. */
    static ServerConfig.Builder serverConfig() {
        return ServerConfig.builder(Lab.CRYPTO, LabPki.CLOCK, Credentials.of(CERTIFICATE.credential()));
    }

    /** A client's configuration. */
    static ClientConfig.Builder clientConfig() {
        return LabPki.client();
    }

    /** The server that a shim as client talks to. */
    static RunnerPeer server(Socket shim, ServerConfig config) {
        RunnerPeer peer = new RunnerPeer(shim);
        return peer.with(TlsConnection.server(config, peer));
    }

    /** The server that a shim as client talks to. */
    static RunnerPeer server(Socket shim) {
        return server(shim, serverConfig().build());
    }

    /** The client that talks to a shim as server. */
    static RunnerPeer client(Socket shim, ClientConfig config) {
        RunnerPeer peer = new RunnerPeer(shim);
        return peer.with(TlsConnection.client(config, LabPki.NAME, peer));
    }

    /** The client that talks to a shim as server. */
    static RunnerPeer client(Socket shim) {
        return client(shim, clientConfig().build());
    }
}
