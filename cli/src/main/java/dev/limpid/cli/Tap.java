// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.net.Transport;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/** A transport that remembers the first bytes that came: they tell what a peer speaks that doesn't speak TLS. */
final class Tap implements Transport {
    private static final int KEPT = 64;

    private final Transport transport;
    private final AtomicReference<Bytes> first = new AtomicReference<>(Bytes.EMPTY);

    Tap(Transport transport) {
        this.transport = transport;
    }

    /** The first bytes that the peer sent, 64 at most. */
    Bytes first() {
        return first.get();
    }

    @Override
    public int read(ByteBuffer destination, long timeoutNanos) throws IOException {
        int from = destination.position();
        int count = transport.read(destination, timeoutNanos);
        Bytes before = first.get();
        if (count > 0 && before.length() < KEPT) {
            int more = Math.min(count, KEPT - before.length());
            first.set(before.then(Bytes.of(destination.slice(from, more))));
        }
        return count;
    }

    @Override
    public void write(ByteBuffer source, long timeoutNanos) throws IOException {
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
}
