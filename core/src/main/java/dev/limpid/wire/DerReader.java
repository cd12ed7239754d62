// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cursor over DER (X.690), as much of it as certificates and keys need: definite lengths in their shortest form,
 * single-byte tags. Each element's length is checked against what is really there before anything is read. Errors are
 * {@link DecodeException}. Not thread-safe.
 */
public final class DerReader {
    /** The tag of INTEGER. */
    public static final int INTEGER = 0x02;
    /** The tag of BIT STRING. */
    public static final int BIT_STRING = 0x03;
    /** The tag of OCTET STRING. */
    public static final int OCTET_STRING = 0x04;
    /** The tag of NULL. */
    public static final int NULL = 0x05;
    /** The tag of OBJECT IDENTIFIER. */
    public static final int OID = 0x06;
    /** The tag of SEQUENCE and SEQUENCE OF. */
    public static final int SEQUENCE = 0x30;

    private final Bytes input;
    private final @Nullable DerReader parent;
    private final String name;
    private final int base;
    private int position;

    private DerReader(Bytes input, @Nullable DerReader parent, String name, int base) {
        this.input = input;
        this.parent = parent;
        this.name = name;
        this.base = base;
    }

    /** A cursor at the start of {@code input}; {@code name} begins every error's path. */
    public static DerReader of(String name, Bytes input) {
        return new DerReader(input, null, name, 0);
    }

    /** The tag of the constructed context-specific element {@code [number]}. */
    public static int context(int number) {
        return 0xa0 | number;
    }

    /** Whether another element begins here. */
    public boolean hasMore() {
        return position < input.length();
    }

    /** Whether the next element has {@code tag}; false at the end. */
    public boolean nextIs(int tag) {
        return hasMore() && input.at(position) == tag;
    }

    /** The tag of the next element. */
    public int peek(String name) {
        if (!hasMore()) {
            throw error(name, "missing");
        }
        return input.at(position);
    }

    /** The next element whole, with tag and length. */
    public Bytes element(int tag, String name) {
        int start = position;
        content(tag, name);
        return input.slice(start, position - start);
    }

    /** The content of the next element, whose tag must be {@code tag}. */
    public Bytes content(int tag, String name) {
        int found = peek(name);
        if (found != tag) {
            throw error(name, String.format("tag 0x%02x expected, 0x%02x found", tag, found));
        }
        position++;
        int length = length(name);
        if (length > input.length() - position) {
            throw error(name, "length " + length + " but only " + (input.length() - position) + " bytes left");
        }
        Bytes content = input.slice(position, length);
        position += length;
        return content;
    }

    /** A cursor over the content of the next element, whose tag must be {@code tag}. */
    public DerReader inside(int tag, String name) {
        Bytes content = content(tag, name);
        return new DerReader(content, this, name, base + position - content.length());
    }

    /** Passes over the next element, whatever it is. */
    public void skip(String name) {
        content(peek(name), name);
    }

    /** The bytes of the next element, a BIT STRING of whole bytes. */
    public Bytes bitString(String name) {
        Bytes content = content(BIT_STRING, name);
        if (content.isEmpty() || content.at(0) != 0) {
            throw error(name, "a bit string of whole bytes expected");
        }
        return content.from(1);
    }

    /** The next element, an INTEGER that is not negative. */
    public BigInteger natural(String name) {
        Bytes content = content(INTEGER, name);
        if (content.isEmpty() || content.at(0) > 0x7f) {
            throw error(name, "an integer that is not negative expected");
        }
        if (content.length() > 1 && content.at(0) == 0 && content.at(1) < 0x80) {
            throw error(name, "an integer is not in its shortest form");
        }
        return new BigInteger(content.toArray());
    }

    /** Fails unless everything was read. */
    public void end() {
        if (hasMore()) {
            throw new DecodeException(path(), base + position, (input.length() - position) + " bytes left over");
        }
    }

    /** What to throw where the element {@code name}, read last, follows its syntax and still is not what it must be. */
    public DecodeException error(String name, String problem) {
        return new DecodeException(path() + "." + name, base + position, problem);
    }

    /** Spelled out only when something fails. */
    private String path() {
        return parent == null ? name : parent.path() + "." + name;
    }

    private int length(String name) {
        if (!hasMore()) {
            throw error(name, "its length is missing");
        }
        int first = input.at(position++);
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3 || count > input.length() - position) {
            throw error(name, "a definite length of at most 3 bytes expected");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | input.at(position++);
        }
        if (length < 0x80 || length >>> 8 * (count - 1) == 0) {
            throw error(name, "its length is not in the shortest form");
        }
        return length;
    }
}
