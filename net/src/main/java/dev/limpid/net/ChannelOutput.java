// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A channel written as a stream. As thread-safe as the channel. */
final class ChannelOutput extends OutputStream {
    private final TlsChannel channel;

    ChannelOutput(TlsChannel channel) {
        this.channel = channel;
    }

    /** A record for one byte: wrap the stream in a {@link java.io.BufferedOutputStream} to write single ones. */
    @Override
    public void write(int b) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) b}));
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        channel.write(ByteBuffer.wrap(source, offset, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
