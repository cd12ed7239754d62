// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string: content equality, hexadecimal {@link #toString()}. Never used for secrets, since its
 * {@code toString} shows everything and its comparison stops at the first difference. Thread-safe.
 */
public final class Bytes {
    /** The byte string of length zero. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A copy of {@code bytes}. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone(), 0, bytes.length);
    }

    /** A copy of {@code length} bytes of {@code bytes} from {@code offset}. */
    public static Bytes of(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /** A copy of what remains in {@code buffer}, whose position does not move. */
    public static Bytes of(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return wrap(copy);
    }

    /** Takes over {@code bytes}: the caller promises never to write to it again. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /** The bytes that {@code hex} spells, two digits each; white space is ignored. */
    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** These bytes in storage that holds no others: a copy, unless they have one to themselves. */
    public Bytes compact() {
        return length == array.length ? this : new Bytes(toArray(), 0, length);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return array[offset + java.util.Objects.checkIndex(index, length)] & 0xff;
    }

    /** The part of {@code count} bytes from {@code from}; shares storage with this one. */
    public Bytes slice(int from, int count) {
        java.util.Objects.checkFromIndexSize(from, count, length);
        return count == 0 ? EMPTY : new Bytes(array, offset + from, count);
    }

    /** The part from {@code from} to the end; shares storage with this one. */
    public Bytes from(int from) {
        return slice(from, length - from);
    }

    /** This byte string followed by {@code other}. */
    public Bytes then(Bytes other) {
        byte[] joined = new byte[length + other.length];
        copyTo(joined, 0);
        other.copyTo(joined, length);
        return wrap(joined);
    }

    /** A fresh array with these bytes; the caller owns it. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only buffer over these bytes. */
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Copies all bytes to {@code destination} from {@code at}. */
    public void copyTo(byte[] destination, int at) {
        System.arraycopy(array, offset, destination, at, length);
    }

    /** Puts all bytes into {@code destination}. */
    public void putInto(ByteBuffer destination) {
        destination.put(array, offset, length);
    }

    /** Lower-case hexadecimal, two digits a byte. */
    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    /** The text that these bytes spell in ISO 8859-1: one character a byte, so nothing is lost. */
    public String toLatin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return toHex();
    }
}
