// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What carries records: a blocking, reliable stream of bytes in both directions. One thread reads while another writes;
 * {@link #close} may come from any thread and ends what both are waiting for.
 *
 * <p>Buffers given to it are backed by an accessible array, since that is where records are opened and sealed fastest.
 */
public interface Transport extends Closeable {
    /**
     * Over a connected channel in blocking mode, which the transport owns from now on. Interrupting a thread that waits
     * here closes the channel, as {@link java.nio.channels.InterruptibleChannel} says. Sets TCP_NODELAY.
     *
     * @throws IllegalArgumentException if it is not connected, or not in blocking mode
     */
    static Transport of(SocketChannel channel) {
        if (!channel.isBlocking()) {
            throw new IllegalArgumentException("the channel is in non-blocking mode");
        }
        return of(channel.socket());
    }

    /**
     * Over a connected socket, which the transport owns from now on, its SO_TIMEOUT included. Sets TCP_NODELAY.
     *
     * @throws IllegalArgumentException if it is not connected
     */
    static Transport of(Socket socket) {
        return SocketTransport.of(socket);
    }

    /**
     * As {@link #of(Socket)}, for a socket that somebody has read from before it was found to carry TLS.
     *
     * @param consumed what was read from it; comes first here, and stays the caller's
     */
    static Transport of(Socket socket, ByteBuffer consumed) {
        return SocketTransport.of(socket, consumed);
    }

    /**
     * Over two streams, which the transport owns from now on. Streams know no timeouts, so that one that expires closes
     * both; whether closing ends a blocked read is up to them.
     *
     * @param description for people: what is at the other end
     */
    static Transport of(InputStream in, OutputStream out, String description) {
        return new StreamTransport(in, out, description);
    }

    /**
     * Waits for bytes and puts what is there, at least one.
     *
     * @param destination with room for one byte at least
     * @param timeoutNanos 0 to wait for ever
     * @return how many bytes; -1 at the end of the stream
     * @throws java.net.SocketTimeoutException if none came in time
     */
    int read(ByteBuffer destination, long timeoutNanos) throws IOException;

    /**
     * Writes all of {@code source}.
     *
     * @param timeoutNanos 0 to wait for ever
     * @throws java.net.SocketTimeoutException if that wasn't possible in time; the transport is closed then
     */
    void write(ByteBuffer source, long timeoutNanos) throws IOException;

    /** Tells the peer that no more bytes follow; does nothing where the medium can't. */
    void shutdownOutput() throws IOException;

    /** Whether it hasn't been closed here. */
    boolean isOpen();

    /** Whether it can be read again after a read timed out. */
    boolean survivesTimeout();

    /** For people: the peer's address and port, or what else is at the other end. */
    String description();

    @Override
    void close() throws IOException;
}
