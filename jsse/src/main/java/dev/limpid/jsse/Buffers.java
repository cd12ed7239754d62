// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some of an array's buffers as if they were one: where they are many, what goes over the network in one record has to be copied
 * together, or apart, once. Not thread-safe.
 */
final class Buffers {
    private static final int KEPT = 16;
    private static final ArrayBlockingQueue<byte[]> FREE = new ArrayBlockingQueue<>(KEPT);

    private final ByteBuffer[] buffers;
    private final int from;
    private final int to;

    private Buffers(ByteBuffer[] buffers, int from, int to) {
        this.buffers = buffers;
        this.from = from;
        this.to = to;
    }

    /**
     * Those of {@code buffers} from {@code offset} on.
     *
     * @throws IllegalArgumentException if one is null
     * @throws IndexOutOfBoundsException if there are not so many
     */
    static Buffers of(ByteBuffer @Nullable [] buffers, int offset, int length) {
        if (buffers == null) {
            throw new IllegalArgumentException("there are no buffers");
        }
        Objects.checkFromIndexSize(offset, length, buffers.length);
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i] == null) {
                throw new IllegalArgumentException("buffer " + i + " is null");
            }
        }
        return new Buffers(buffers, offset, offset + length);
    }

    /** @throws ReadOnlyBufferException if one cannot be written to */
    Buffers writable() {
        for (int i = from; i < to; i++) {
            if (buffers[i].isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
        }
        return this;
    }

    /** How much is in them, or how much room. */
    long remaining() {
        long remaining = 0;
        for (int i = from; i < to; i++) {
            remaining += buffers[i].remaining();
        }
        return remaining;
    }

    /**
     * Has {@code taker} take from the next {@code count} bytes, which are there; positions move on by what it took.
     *
     * @return what {@code taker} returned: how many bytes it took
     */
    int give(int count, ToIntFunction<ByteBuffer> taker) {
        ByteBuffer sole = sole(count);
        if (sole == null) {
            return giveCopy(count, taker);
        }
        int limit = sole.limit();
        sole.limit(sole.position() + count);
        try {
            return taker.applyAsInt(sole);
        } finally {
            sole.limit(limit);
        }
    }

    /**
     * Has {@code giver} fill what room there is, of which it needs {@code enough}.
     *
     * @return what {@code giver} returned: how many bytes it put
     */
    int take(int enough, ToIntFunction<ByteBuffer> giver) {
        ByteBuffer sole = sole(enough);
        if (sole != null) {
            return giver.applyAsInt(sole);
        }
        byte[] apart = borrow();
        try {
            ByteBuffer whole = ByteBuffer.wrap(apart, 0, (int) Math.min(apart.length, remaining()));
            int count = giver.applyAsInt(whole);
            put(whole.flip());
            return count;
        } finally {
            giveBack(apart, apart.length);
        }
    }

    private int giveCopy(int count, ToIntFunction<ByteBuffer> taker) {
        byte[] together = borrow();
        try {
            peek(together, count);
            int taken = taker.applyAsInt(ByteBuffer.wrap(together, 0, count));
            skip(taken);
            return taken;
        } finally {
            giveBack(together, count);
        }
    }

    /** The one that has at least {@code enough}, if no other before it has anything. */
    @Nullable
    ByteBuffer sole(long enough) {
        for (int i = from; i < to; i++) {
            if (buffers[i].hasRemaining()) {
                return buffers[i].remaining() >= enough ? buffers[i] : null;
            }
        }
        return to > from && enough == 0 ? buffers[from] : null;
    }

    /** Copies {@code count} bytes out, leaving positions as they are. */
    private void peek(byte[] destination, int count) {
        int copied = 0;
        for (int i = from; i < to && copied < count; i++) {
            int part = Math.min(buffers[i].remaining(), count - copied);
            buffers[i].get(buffers[i].position(), destination, copied, part);
            copied += part;
        }
    }

    /** Moves positions on by {@code count} bytes. */
    private void skip(int count) {
        int left = count;
        for (int i = from; i < to && left > 0; i++) {
            int part = Math.min(buffers[i].remaining(), left);
            buffers[i].position(buffers[i].position() + part);
            left -= part;
        }
    }

    /** Moves {@code source} in. */
    private void put(ByteBuffer source) {
        for (int i = from; i < to && source.hasRemaining(); i++) {
            int part = Math.min(buffers[i].remaining(), source.remaining());
            buffers[i].put(source.slice(source.position(), part));
            source.position(source.position() + part);
        }
    }

    /** An array of one record's content, the caller's until it gives it back. */
    private static byte[] borrow() {
        byte[] free = FREE.poll();
        return free != null ? free : new byte[TlsSession.APPLICATION];
    }

    /** Takes back an array of {@link #borrow}, of which {@code used} bytes held somebody's data. */
    private static void giveBack(byte[] array, int used) {
        Arrays.fill(array, 0, used, (byte) 0);
        FREE.offer(array);
    }
}
