// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes clients' sockets, and those of either role over sockets that exist. Thread-safe. */
final class LimpidSocketFactory extends SSLSocketFactory {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ContextState context;

    LimpidSocketFactory(ContextState context) {
        this.context = context;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return client(null).enabledSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return Settings.supportedSuites(context);
    }

    @Override
    public Socket createSocket() throws IOException {
        return new LimpidSocket(client(null), new Socket(), NOTHING, true);
    }

    @Override
    public Socket createSocket(Socket s, @Nullable String host, int port, boolean autoClose) throws IOException {
        Settings settings = client(host);
        settings.port(port);
        return new LimpidSocket(settings, connected(s), NOTHING, autoClose);
    }

    /** A server's end over {@code s}, of which {@code consumed}, to its end, was read before it was found to carry TLS. */
    @Override
    public Socket createSocket(Socket s, @Nullable InputStream consumed, boolean autoClose) throws IOException {
        ByteBuffer read = consumed == null ? NOTHING : ByteBuffer.wrap(consumed.readAllBytes());
        return new LimpidSocket(new Settings(context, false, null), connected(s), read, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(client(host), new Socket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(client(host), bound(localHost, localPort), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(client(null), new Socket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connect(client(null), bound(localAddress, localPort), new InetSocketAddress(address, port));
    }

    private Settings client(@Nullable String host) {
        return new Settings(context, true, host);
    }

    private static Socket connected(Socket socket) throws IOException {
        if (!socket.isConnected()) {
            throw new java.net.SocketException("the underlying socket is not connected");
        }
        return socket;
    }

    private static Socket bound(InetAddress address, int port) throws IOException {
        Socket tcp = new Socket();
        try {
            tcp.bind(new InetSocketAddress(address, port));
            return tcp;
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    private static Socket connect(Settings settings, Socket tcp, InetSocketAddress peer) throws IOException {
        try {
            LimpidSocket socket = new LimpidSocket(settings, tcp, NOTHING, true);
            if (peer.isUnresolved()) {
                throw new java.net.UnknownHostException(peer.getHostString());
            }
            socket.connect(peer);
            return socket;
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }
}
