// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.tap;

import dev.limpid.net.Transport;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A transport that keeps what crosses it: the first bytes, which tell what a peer speaks that doesn't speak TLS, or all. What was
 * kept may be asked for from any thread.
 */
public final class Tap implements Transport {
    private static final int FIRST = 64;

    private final Transport transport;
    private final int most;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Tap(Transport transport, int most) {
        this.transport = transport;
        this.most = most;
    }

    /** A tap on {@code transport}, which it owns from now on, that keeps the first 64 bytes of each direction. */
    public static Tap ofFirstBytes(Transport transport) {
        return new Tap(transport, FIRST);
    }

    /** A tap on {@code transport}, which it owns from now on, that keeps every byte: for connections that are known to be short. */
    public static Tap ofEveryByte(Transport transport) {
        return new Tap(transport, Integer.MAX_VALUE);
    }

    /** The first bytes that the peer sent, 64 at most. */
    public Bytes first() {
        byte[] all = received();
        return Bytes.of(all, 0, Math.min(all.length, FIRST));
    }

    /** What was sent so far, as far as it is kept. */
    public byte[] sent() {
        return sent.toByteArray();
    }

    /** What was received so far, as far as it is kept. */
    public byte[] received() {
        return received.toByteArray();
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        int from = destination.position();
        int count = transport.read(destination, timeoutNanos);
        if (count > 0) {
            keep(received, destination.slice(from, count));
        }
        return count;
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
        keep(sent, source.duplicate());
        transport.write(source, timeoutNanos);
    }

    @Override
    public void shutdownOutput() throws IOException {
        transport.shutdownOutput();
    }

    @Override
    public boolean survivesTimeout() {
        return transport.survivesTimeout();
    }

    @Override
    public boolean isOpen() {
        return transport.isOpen();
    }

    @Override
    public String description() {
        return transport.description();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private void keep(ByteArrayOutputStream where, ByteBuffer bytes) {
        int room = most - where.size();
        if (room > 0) {
            byte[] copy = new byte[Math.min(bytes.remaining(), room)];
            bytes.get(copy);
            where.writeBytes(copy);
        }
    }
}
