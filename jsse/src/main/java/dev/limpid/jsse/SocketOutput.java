// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** What a socket says to its peer, each call at once; closing it closes the socket. */
final class SocketOutput extends OutputStream {
    private final LimpidSocket socket;

    SocketOutput(LimpidSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        SocketConnection connection = socket.connected();
        if (len > 0) {
            connection.write(ByteBuffer.wrap(b, off, len));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
