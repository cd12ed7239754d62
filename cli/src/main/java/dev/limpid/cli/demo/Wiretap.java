// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.net.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A transport that keeps every byte that crosses it, in both directions. */
public final class Wiretap implements Transport {
    private final Transport transport;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** Taps {@code transport}, which it owns from now on. */
    public Wiretap(Transport transport) {
        this.transport = transport;
    }

    /** Every byte that was sent so far. */
    public byte[] soFar() {
        return sent();
    }

    /** Every byte that was sent. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** Every byte that was received. */
    byte[] received() {
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

    private static void keep(ByteArrayOutputStream where, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        where.writeBytes(copy);
    }
}
