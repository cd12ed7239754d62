// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What Jetty needs to negotiate protocols with Limpid's engines. */
module dev.limpid.jetty {
    requires static org.jspecify;
    requires static org.eclipse.jetty.alpn.server;
    requires static org.eclipse.jetty.alpn.client;
    requires org.eclipse.jetty.io;

    exports dev.limpid.jetty;

    provides org.eclipse.jetty.io.ssl.ALPNProcessor.Server with
            dev.limpid.jetty.ServerAlpn;
    provides org.eclipse.jetty.io.ssl.ALPNProcessor.Client with
            dev.limpid.jetty.ClientAlpn;
}
