// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.config.ClientConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** Our client's way to servers of this machine. */
final class Loopback {
    private Loopback() {}

    /** A connection to the loopback port where {@link LabPki#NAME} is. */
    static TlsChannel connect(ClientConfig config, int port) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return TlsChannel.connect(config, LabPki.NAME, Transport.of(socket));
    }
}
