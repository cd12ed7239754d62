// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A channel read as a stream. As thread-safe as the channel, but for single bytes, which are for one thread. */
final class ChannelInput extends InputStream {
    private final TlsChannel channel;
    private final ByteBuffer single = ByteBuffer.allocate(1);

    ChannelInput(TlsChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        return channel.read(single.clear()) < 0 ? -1 : single.get(0) & 0xff;
    }

    @Override
    public int read(byte[] destination, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(destination, offset, length));
    }

    @Override
    public int available() {
        return channel.available();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
