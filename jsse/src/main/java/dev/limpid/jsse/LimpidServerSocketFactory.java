// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes server sockets. Thread-safe. */
final class LimpidServerSocketFactory extends SSLServerSocketFactory {
    private static final int BACKLOG = 50;

    private final ContextState context;

    LimpidServerSocketFactory(ContextState context) {
        this.context = context;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return server().enabledSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return Settings.supportedSuites(context);
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new LimpidServerSocket(server());
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress ifAddress) throws IOException {
        return new LimpidServerSocket(server(), port, backlog, ifAddress);
    }

    private Settings server() {
        return new Settings(context, false, null);
    }
}
