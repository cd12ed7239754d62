// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** What a socket's peer says; closing it closes the socket. */
final class SocketInput extends InputStream {
    private final LimpidSocket socket;

    SocketInput(LimpidSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        Objects.checkFromIndexSize(off, len, b.length);
        return len == 0 ? 0 : socket.connected().read(ByteBuffer.wrap(b, off, len));
    }

    @Override
    public int available() throws IOException {
        return socket.availableNow();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
