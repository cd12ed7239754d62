// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * A TCP connection by its {@link Socket}: the one blocking interface of the JDK that has read timeouts, parks virtual threads
 * without pinning them, and is unblocked by {@code close}. Its streams copy once between the kernel's bytes and the array; a
 * direct buffer would save that copy and cost more in the cipher.
 */
final class SocketTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String description;
    private final Watchdog writes = new Watchdog(this);
    private final ByteBuffer consumed;
    private int readTimeoutMillis;

    private SocketTransport(Socket socket, ByteBuffer consumed) throws IOException {
        this.consumed = ByteBuffer.allocate(consumed.remaining())
                .put(consumed.duplicate())
                .flip();
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.description = Addresses.text(socket.getRemoteSocketAddress());
        socket.setSoTimeout(0);
        // What is written here is complete: nothing follows soon that would be worth waiting for.
        socket.setTcpNoDelay(true);
    }

    static SocketTransport of(Socket socket) {
        return of(socket, NOTHING);
    }

    static SocketTransport of(Socket socket, ByteBuffer consumed) {
        try {
            return new SocketTransport(socket, consumed);
        } catch (IOException e) {
            throw new IllegalArgumentException("the socket is not connected", e);
        }
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        if (consumed.hasRemaining()) {
            return readConsumed(destination);
        }
        int millis = millis(timeoutNanos);
        if (millis != readTimeoutMillis) {
            socket.setSoTimeout(millis);
            readTimeoutMillis = millis;
        }
        int offset = destination.arrayOffset() + destination.position();
        int count = in.read(destination.array(), offset, destination.remaining());
        if (count > 0) {
            destination.position(destination.position() + count);
        }
        return count;
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
        writes.start(timeoutNanos);
        try {
            out.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
            source.position(source.limit());
        } catch (IOException e) {
            throw writes.barked() ? timedOut(timeoutNanos, e) : e;
        } finally {
            writes.stop();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (UnsupportedOperationException e) {
            // A socket of another kind, such as one of TLS in TLS; close_notify has said it already.
        }
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public boolean survivesTimeout() {
        return true;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() throws IOException {
        writes.release();
        socket.close();
    }

    private int readConsumed(ByteBuffer destination) {
        int count = Math.min(consumed.remaining(), destination.remaining());
        destination.put(consumed.slice(consumed.position(), count));
        consumed.position(consumed.position() + count);
        return count;
    }

    static SocketTimeoutException timedOut(long timeoutNanos, IOException cause) {
        SocketTimeoutException e = new SocketTimeoutException(
                "the peer did not take what was written within " + Timeouts.text(timeoutNanos));
        e.initCause(cause);
        return e;
    }

    private static int millis(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, 1_000_000));
    }
}
