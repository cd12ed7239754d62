// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jetty;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.client.ALPNClientConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** How a Jetty client offers protocols by an engine of Limpid. Found by Jetty; thread-safe. */
public final class ClientAlpn implements ALPNProcessor.Client {

    /** For Jetty. */
    public ClientAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isLimpid(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNClientConnection client = (ALPNClientConnection) connection;
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(client.getProtocols().toArray(String[]::new));
        engine.setSSLParameters(parameters);
        ((SslEndPoint) client.getEndPoint()).getSslConnection().addHandshakeListener(new Listener(client));
    }

    private record Listener(ALPNClientConnection client) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            String selected = event.getSSLEngine().getApplicationProtocol();
            client.selected(selected.isEmpty() ? null : selected);
        }
    }
}
