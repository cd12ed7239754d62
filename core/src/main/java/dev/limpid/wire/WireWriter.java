// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes section 3's presentation language, big-endian, into an array that grows. A value too large for its length
 * prefix is the caller's mistake: {@link IllegalArgumentException}. Not thread-safe.
 */
public final class WireWriter {
    private byte[] array;
    private int length;

    /** An empty writer that expects about {@code capacity} bytes. */
    public WireWriter(int capacity) {
        array = new byte[Math.max(capacity, 16)];
    }

    /** What {@code body} writes. */
    public static Bytes encode(Consumer<WireWriter> body) {
        WireWriter writer = new WireWriter(256);
        body.accept(writer);
        return writer.toBytes();
    }

    /** The low 8 bits of {@code value}. */
    public WireWriter uint8(int value) {
        check(value, 0xff);
        grow(1);
        array[length++] = (byte) value;
        return this;
    }

    /** {@code value} in two bytes. */
    public WireWriter uint16(int value) {
        check(value, 0xffff);
        return raw(value, 2);
    }

    /** {@code value} in three bytes. */
    public WireWriter uint24(int value) {
        check(value, 0xffffff);
        return raw(value, 3);
    }

    /** {@code value} in four bytes. */
    public WireWriter uint32(long value) {
        check(value, 0xffffffffL);
        return raw(value, 4);
    }

    /** {@code bytes} as they are. */
    public WireWriter bytes(Bytes bytes) {
        grow(bytes.length());
        bytes.copyTo(array, length);
        length += bytes.length();
        return this;
    }

    /** {@code bytes} behind an 8-bit length. */
    public WireWriter opaque8(Bytes bytes) {
        return vector8(w -> w.bytes(bytes));
    }

    /** {@code bytes} behind a 16-bit length. */
    public WireWriter opaque16(Bytes bytes) {
        return vector16(w -> w.bytes(bytes));
    }

    /** {@code bytes} behind a 24-bit length. */
    public WireWriter opaque24(Bytes bytes) {
        return vector24(w -> w.bytes(bytes));
    }

    /** What {@code body} writes, behind its length in 8 bits. */
    public WireWriter vector8(Consumer<WireWriter> body) {
        return vector(1, 0xff, body);
    }

    /** What {@code body} writes, behind its length in 16 bits. */
    public WireWriter vector16(Consumer<WireWriter> body) {
        return vector(2, 0xffff, body);
    }

    /** What {@code body} writes, behind its length in 24 bits. */
    public WireWriter vector24(Consumer<WireWriter> body) {
        return vector(3, 0xffffff, body);
    }

    /** Each of {@code elements} in turn. */
    public <T> WireWriter each(List<T> elements, BiConsumer<WireWriter, T> element) {
        for (T each : elements) {
            element.accept(this, each);
        }
        return this;
    }

    /** The number of bytes written so far. */
    public int length() {
        return length;
    }

    /** All that was written, as a copy. */
    public Bytes toBytes() {
        return Bytes.of(array, 0, length);
    }

    private WireWriter vector(int prefix, int maximum, Consumer<WireWriter> body) {
        int start = length;
        raw(0, prefix);
        body.accept(this);
        int end = length;
        check(end - start - prefix, maximum);
        length = start;
        raw(end - start - prefix, prefix);
        length = end;
        return this;
    }

    private WireWriter raw(long value, int count) {
        grow(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            array[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void grow(int count) {
        if (array.length - length < count) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + count));
        }
    }

    private static void check(long value, long maximum) {
        if (value < 0 || value > maximum) {
            throw new IllegalArgumentException(value + " does not fit 0.." + maximum);
        }
    }
}
