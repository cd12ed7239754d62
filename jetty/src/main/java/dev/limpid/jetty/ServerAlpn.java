// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jetty;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** How a Jetty server chooses among the protocols that a client offers to an engine of Limpid. Found by Jetty; thread-safe. */
public final class ServerAlpn implements ALPNProcessor.Server {

    /** For Jetty. */
    public ServerAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isLimpid(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNServerConnection server = (ALPNServerConnection) connection;
        engine.setHandshakeApplicationProtocolSelector(
                (_, offered) -> select(server, offered).orElse(null));
        ((SslEndPoint) server.getEndPoint()).getSslConnection().addHandshakeListener(new Listener(server));
    }

    /** Empty if there is none in common: the handshake fails then with no_application_protocol. */
    private static Optional<String> select(ALPNServerConnection server, List<String> offered) {
        try {
            server.select(offered);
            return Optional.ofNullable(server.getProtocol());
        } catch (RuntimeException nothingInCommon) {
            return Optional.empty();
        }
    }

    /** A client that offers nothing is no error: it gets the default protocol. */
    private record Listener(ALPNServerConnection server) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            if (server.getProtocol() == null) {
                server.unsupported();
            }
        }
    }
}
