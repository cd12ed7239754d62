// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLEngine;

/** Packets on their way in one direction, between a thread that wraps and one that unwraps. */
final class Pipe {
    private final BlockingQueue<ByteBuffer> packets = new LinkedBlockingQueue<>();

    /** Wraps all of {@code data}. */
    Void fill(SSLEngine engine, byte[] data) throws Exception {
        ByteBuffer source = ByteBuffer.wrap(data);
        int size = engine.getSession().getPacketBufferSize();
        while (source.hasRemaining()) {
            ByteBuffer packet = ByteBuffer.allocate(size);
            engine.wrap(source, packet);
            packets.add(packet.flip());
        }
        return null;
    }

    /** Unwraps until {@code length} bytes have come. */
    byte[] drain(SSLEngine engine, int length) throws Exception {
        ByteBuffer received = ByteBuffer.allocate(length + engine.getSession().getApplicationBufferSize());
        while (received.position() < length) {
            ByteBuffer packet = packets.take();
            while (packet.hasRemaining()) {
                engine.unwrap(packet, received);
            }
        }
        byte[] bytes = new byte[received.flip().remaining()];
        received.get(bytes);
        return bytes;
    }
}
