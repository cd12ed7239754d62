// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Two streams as a transport: for pipes, proxies, tests. */
final class StreamTransport implements Transport {
    private final InputStream in;
    private final OutputStream out;
    private final String description;
    private final Watchdog reads = new Watchdog(this);
    private final Watchdog writes = new Watchdog(this);
    private volatile boolean open = true;

    StreamTransport(InputStream in, OutputStream out, String description) {
        this.in = in;
        this.out = out;
        this.description = description;
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        reads.start(timeoutNanos);
        try {
            int offset = destination.arrayOffset() + destination.position();
            int count = in.read(destination.array(), offset, destination.remaining());
            if (count < 0 && reads.barked()) {
                throw new SocketTimeoutException(silence(timeoutNanos));
            }
            if (count > 0) {
                destination.position(destination.position() + count);
            }
            return count;
        } catch (IOException e) {
            throw reads.barked() ? new SocketTimeoutException(silence(timeoutNanos)) : e;
        } finally {
            reads.stop();
        }
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
        writes.start(timeoutNanos);
        try {
            out.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
            out.flush();
            source.position(source.limit());
        } catch (IOException e) {
            throw writes.barked() ? SocketTransport.timedOut(timeoutNanos, e) : e;
        } finally {
            writes.stop();
        }
    }

    /** Only flushes: closing one stream of a socket would close both, and close_notify has said it already. */
    @Override
    public void shutdownOutput() throws IOException {
        out.flush();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean survivesTimeout() {
        return false;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() throws IOException {
        open = false;
        reads.release();
        writes.release();
        try (in) {
            out.close();
        }
    }

    private static String silence(long timeoutNanos) {
        return "nothing came within " + Timeouts.text(timeoutNanos);
    }
}
