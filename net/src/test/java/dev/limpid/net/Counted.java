// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transport that counts what is written.
 *
 * @param written how many bytes so far
 */
record Counted(Transport transport, AtomicLong written) implements Transport {
    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        return transport.read(destination, timeoutNanos);
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
        written.addAndGet(source.remaining());
        transport.write(source, timeoutNanos);
    }

    @Override
    public void shutdownOutput() throws IOException {
        transport.shutdownOutput();
    }

    @Override
    public boolean isOpen() {
        return transport.isOpen();
    }

    @Override
    public boolean survivesTimeout() {
        return transport.survivesTimeout();
    }

    @Override
    public String description() {
        return transport.description();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
