// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way in: transport → wire buffer → {@link TlsConnection#open} → the caller's buffer. Everything here is under
 * {@link #lock}, which is held while the transport waits for bytes.
 *
 * <p>The wire buffer is small until a record needs a large one. A large one is borrowed while it holds bytes or waits for some,
 * and becomes small again after a second of silence: idle channels are many, busy ones few.
 */
final class ReadHalf {
    private static final int SMALL = 1024;
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;
    private static final int SALVAGE = 64 * 1024;
    private static final int LINGER = 1024 * 1024;
    private static final long PATIENCE = 1_000_000_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final ReentrantLock lock = new ReentrantLock();
    private final TlsConnection connection;
    private final Transport transport;
    private final ByteBuffer small = ByteBuffer.allocate(SMALL);
    private ByteBuffer wire = small.limit(0);
    private volatile ByteBuffer salvaged = NOTHING;
    private @Nullable IOException broken;
    private boolean ended;
    private boolean busy;

    ReadHalf(TlsConnection connection, Transport transport) {
        this.connection = connection;
        this.transport = transport;
    }

    /**
     * Opens what has arrived already.
     *
     * @return the number of bytes put; 0 if more must arrive first; -1 after the peer's close_notify
     */
    int open(ByteBuffer destination) {
        int count = connection.open(wire, destination);
        if (!wire.hasRemaining()) {
            releaseBuffer();
        }
        return count == 0 && connection.isReadClosed() ? -1 : count;
    }

    /** Opens what has arrived already of a handshake; application data behind it is kept for the first read. */
    void openHandshake() {
        connection.open(wire, NOTHING);
    }

    /** Opens what has arrived already while {@code more} holds, and keeps the data in it for later reads; the caller bounds it. */
    void openKeeping(BooleanSupplier more) {
        ByteBuffer chunk = ByteBuffer.allocate(SALVAGE);
        while (more.getAsBoolean() && connection.open(wire, chunk.clear()) > 0) {
            salvaged = ByteBuffer.allocate(salvaged.remaining() + chunk.position())
                    .put(salvaged)
                    .put(chunk.flip())
                    .flip();
        }
    }

    /** Virtual threads may block: what opening hands out is answered here. */
    void answerRequests() {
        for (var open = connection.requests(); !open.isEmpty(); open = connection.requests()) {
            connection.answer(open.getFirst());
        }
    }

    /** How much is kept for later reads. The one thing that may be asked without the lock. */
    int kept() {
        return salvaged.remaining();
    }

    /** Puts what was saved when a write had been refused, and returns the number of bytes. */
    int readSalvaged(ByteBuffer destination) {
        int count = Math.min(salvaged.remaining(), destination.remaining());
        if (count > 0) {
            destination.put(salvaged.slice(salvaged.position(), count));
            salvaged.position(salvaged.position() + count);
        }
        return count;
    }

    /**
     * Waits for more bytes.
     *
     * @param timeoutNanos 0 to wait for ever
     * @return whether some came, rather than the end of the stream
     */
    boolean fill(long timeoutNanos) throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (ended) {
            return false;
        }
        boolean patient = wire.hasRemaining() || !busy || !transport.survivesTimeout();
        if (patient || timeoutNanos != 0 && timeoutNanos <= PATIENCE) {
            return receive(timeoutNanos);
        }
        try {
            return receive(PATIENCE);
        } catch (SocketTimeoutException e) {
            busy = false;
            releaseBuffer();
            return receive(timeoutNanos == 0 ? 0 : timeoutNanos - PATIENCE);
        }
    }

    /**
     * Saves what the kernel still holds once a write was refused: data for later reads, and the peer's last words.
     *
     * @throws TlsException if those were an alert
     */
    void salvage(Deadline deadline) {
        if (salvaged.capacity() == 0) {
            salvaged = ByteBuffer.allocate(SALVAGE).limit(0);
        }
        salvaged.compact();
        connection.recover();
        try {
            while (salvaged.hasRemaining() && !deadline.isOver()) {
                int count = open(salvaged);
                if (count < 0 || count == 0 && (ended || !fill(deadline.left()))) {
                    return;
                }
            }
        } catch (IOException e) {
            broken = e instanceof SocketTimeoutException ? null : e;
        } finally {
            salvaged.flip();
        }
    }

    /** Reads on until the peer closes its side, so that closing ours resets nothing; hears an alert, drops all else. */
    void drain(Deadline deadline) throws IOException {
        ByteBuffer dropped = ByteBuffer.allocate(SMALL);
        int left = LINGER;
        while (left > 0 && !deadline.isOver()) {
            int count = open(dropped.clear());
            if (count < 0 || count == 0 && !fill(deadline.left())) {
                return;
            }
            left -= count > 0 ? count : 1;
        }
    }

    /** As {@link #drain}, once TLS has failed and what comes means nothing any more. */
    void discard(Deadline deadline) throws IOException {
        int left = LINGER;
        do {
            left -= wire.remaining();
            wire.position(wire.limit());
        } while (left > 0 && !deadline.isOver() && fill(deadline.left()));
    }

    /** Gives the large buffer back, if there is one. */
    void releaseBuffer() {
        if (isLarge()) {
            ByteBuffer large = wire;
            wire = small.limit(0);
            WireBuffers.give(large);
        }
    }

    private boolean receive(long timeoutNanos) throws IOException {
        makeRoom();
        wire.compact();
        try {
            ended = transport.read(wire, timeoutNanos) < 0;
        } finally {
            wire.flip();
        }
        return !ended;
    }

    /** Changes to a large buffer if the record that has begun doesn't fit into the small one, or the last ones didn't. */
    private void makeRoom() {
        if (isLarge()) {
            return;
        }
        boolean fits = wire.remaining() < HEADER
                || HEADER + (wire.getShort(wire.position() + LENGTH_AT) & 0xffff) <= wire.capacity();
        busy |= !fits;
        if (busy) {
            wire = WireBuffers.take().put(small).flip();
        }
    }

    private boolean isLarge() {
        return wire.capacity() > SMALL;
    }
}
