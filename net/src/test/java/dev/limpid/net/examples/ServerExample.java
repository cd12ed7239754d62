// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net.examples;

import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credential;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.Tls;
import dev.limpid.net.TlsServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A server in ten lines. */
public final class ServerExample {
    private ServerExample() {}

    // @start region="server"
    static void main(String[] args) throws Exception {
        Credential credential = CredentialFiles.pem(Path.of("chain.pem"), Path.of("key.pem"));
        serve(Tls.server(credential).build(), 8443);
    }

    static void serve(ServerConfig config, int port) throws Exception {
        try (TlsServer server = TlsServer.bind(config, new InetSocketAddress(port))) {
            server.serve(channel -> channel.inputStream().transferTo(channel.outputStream()));
        }
    }
    // @end
}
