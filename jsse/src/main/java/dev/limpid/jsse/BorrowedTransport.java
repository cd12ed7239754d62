// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.net.Transport;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A transport that somebody goes on using when TLS is over: closing it here only ends its use here, and it is read one record after
 * the other, so that what follows the last one is still there.
 */
final class BorrowedTransport implements Transport {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;

    private final Transport transport;
    private final Socket tcp;
    private final int timeoutMillis;
    private int inHeader;
    private int inRecord;
    private int length;
    private volatile boolean closed;

    /** @param timeoutMillis the socket's own, which it gets back */
    BorrowedTransport(Transport transport, Socket tcp, int timeoutMillis) {
        this.transport = transport;
        this.tcp = tcp;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        int start = destination.position();
        int limit = destination.limit();
        int most = inRecord > 0 ? inRecord : HEADER - inHeader;
        destination.limit(Math.min(limit, start + most));
        try {
            int count = transport.read(destination, timeoutNanos);
            for (int at = start; at < destination.position(); at++) {
                passed(destination.get(at) & 0xff);
            }
            return count;
        } finally {
            destination.limit(limit);
        }
    }

    /** Keeps count of where in a record the bytes are; those of the length are in the header, high before low. */
    private void passed(int octet) {
        if (inHeader < HEADER) {
            length = inHeader < LENGTH_AT ? 0 : length << 8 | octet;
            inHeader++;
            inRecord = inHeader == HEADER ? length : 0;
        } else {
            inRecord--;
        }
        if (inHeader == HEADER && inRecord == 0) {
            inHeader = 0;
        }
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
    public void close() throws IOException {
        if (!closed && !tcp.isClosed()) {
            tcp.setSoTimeout(timeoutMillis);
        }
        closed = true;
    }
}
