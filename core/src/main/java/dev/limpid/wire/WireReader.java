// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded big-endian cursor over a message: section 3's presentation language, read. Never reads past its scope, so a
 * length that lies is a {@link DecodeException}, not an allocation. Not thread-safe.
 */
public final class WireReader {
    private static final int NOT_AN_ELEMENT = -1;

    private final Bytes input;
    private final @Nullable WireReader parent;
    private final Object name;
    private final int base;
    private int position;
    private int index = NOT_AN_ELEMENT;

    private WireReader(Bytes input, @Nullable WireReader parent, Object name, int base) {
        this.input = input;
        this.parent = parent;
        this.name = name;
        this.base = base;
    }

    /** A cursor at the start of {@code input}; {@code name} begins every error's path. */
    public static WireReader of(String name, Bytes input) {
        return new WireReader(input, null, name, 0);
    }

    /** Decodes all of {@code input}: what {@code body} leaves over is an error (R4.3-2). */
    public static <T> T decode(String name, Bytes input, Function<WireReader, T> body) {
        return of(name, input).whole(body);
    }

    /** An unsigned byte. */
    public int uint8() {
        need(1, "a byte");
        return input.at(position++);
    }

    /** An unsigned 16-bit number. */
    public int uint16() {
        need(2, "a 16-bit number");
        return uint8() << 8 | uint8();
    }

    /** An unsigned 24-bit number. */
    public int uint24() {
        need(3, "a 24-bit number");
        return uint16() << 8 | uint8();
    }

    /** An unsigned 32-bit number. */
    public long uint32() {
        need(4, "a 32-bit number");
        return (long) uint16() << 16 | uint16();
    }

    /** Exactly {@code count} bytes, as {@code opaque x[count]}. */
    public Bytes bytes(int count) {
        if (count > remaining()) {
            throw lacking(count + " bytes");
        }
        Bytes bytes = input.slice(position, count);
        position += count;
        return bytes;
    }

    /** All that is left in this scope. */
    public Bytes rest() {
        return bytes(remaining());
    }

    /** {@code opaque x<minimum..2^8-1>}. */
    public Bytes opaque8(String name, int minimum) {
        return vector8(name, r -> r.atLeast(minimum).rest());
    }

    /** {@code opaque x<minimum..2^16-1>}. */
    public Bytes opaque16(Object name, int minimum) {
        return vector16(name, r -> r.atLeast(minimum).rest());
    }

    /** {@code opaque x<minimum..2^24-1>}. */
    public Bytes opaque24(String name, int minimum) {
        return vector24(name, r -> r.atLeast(minimum).rest());
    }

    /** A value inside an 8-bit length prefix, which {@code body} must read to its end. */
    public <T> T vector8(String name, Function<WireReader, T> body) {
        return scope(name, uint8(), body);
    }

    /**
     * A value inside a 16-bit length prefix, which {@code body} must read to its end.
     *
     * @param name its text stands in the path of errors, and is asked for only then
     */
    public <T> T vector16(Object name, Function<WireReader, T> body) {
        return scope(name, uint16(), body);
    }

    /** A value inside a 24-bit length prefix, which {@code body} must read to its end. */
    public <T> T vector24(String name, Function<WireReader, T> body) {
        return scope(name, uint24(), body);
    }

    /** Elements until this scope's end; inside one of the vectors this is section 3.4's variable-length vector. */
    public <T> List<T> list(Function<WireReader, T> element) {
        List<T> elements = new ArrayList<>();
        WireReader each = new WireReader(input, this, "", base);
        each.position = position;
        while (each.remaining() > 0) {
            int before = each.position;
            each.index = elements.size();
            elements.add(element.apply(each));
            if (each.position == before) {
                throw new IllegalStateException("an element must read at least one byte: " + each.path());
            }
        }
        position = each.position;
        return List.copyOf(elements);
    }

    /** Another cursor at the same place: reading ahead with it does not move this one. */
    public WireReader ahead() {
        WireReader ahead = new WireReader(input, parent, name, base);
        ahead.position = position;
        ahead.index = index;
        return ahead;
    }

    /** Fails unless at least {@code minimum} bytes are left: the floor of a vector. */
    public WireReader atLeast(int minimum) {
        if (remaining() < minimum) {
            throw error("at least " + minimum + " bytes expected, " + remaining() + " there");
        }
        return this;
    }

    /** Fails if more than {@code maximum} bytes are left: the ceiling of a vector, where its length field could say more. */
    public WireReader atMost(int maximum) {
        if (remaining() > maximum) {
            throw error("at most " + maximum + " bytes expected, " + remaining() + " there");
        }
        return this;
    }

    /** The bytes left in this scope. */
    public int remaining() {
        return input.length() - position;
    }

    /** An error at the current position. */
    public DecodeException error(String problem) {
        return new DecodeException(path(), base + position, problem);
    }

    private <T> T scope(Object name, int length, Function<WireReader, T> body) {
        if (length > remaining()) {
            throw new DecodeException(
                    path() + "." + name,
                    base + position,
                    "length " + length + " but only " + remaining() + " bytes left");
        }
        WireReader scoped = new WireReader(input.slice(position, length), this, name, base + position);
        position += length;
        return scoped.whole(body);
    }

    private <T> T whole(Function<WireReader, T> body) {
        T value = body.apply(this);
        if (remaining() > 0) {
            throw error(remaining() + " bytes left over");
        }
        return value;
    }

    private void need(int count, String what) {
        if (count > remaining()) {
            throw lacking(what);
        }
    }

    private DecodeException lacking(String what) {
        return error(what + " expected, " + remaining() + " bytes left");
    }

    /** Spelled out only when something fails. */
    private String path() {
        if (parent == null) {
            return name.toString();
        }
        return index == NOT_AN_ELEMENT ? parent.path() + "." + name : parent.path() + "[" + index + "]";
    }
}
