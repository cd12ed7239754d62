// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A transport that somebody goes on using when TLS is over, so that closing it here only ends its use here. */
final class BorrowedTransport implements Transport {
    private final Transport transport;
    private volatile boolean closed;

    BorrowedTransport(Transport transport) {
        this.transport = transport;
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        return transport.read(destination, timeoutNanos);
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
        transport.write(source, timeoutNanos);
    }

    @Override
    public void shutdownOutput() {
        // close_notify has said it, and what follows is not ours.
    }

    @Override
    public boolean isOpen() {
        return !closed && transport.isOpen();
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
    public void close() {
        closed = true;
    }
}
