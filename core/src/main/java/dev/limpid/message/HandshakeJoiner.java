// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.Objects;
import java.util.Optional;

/**
 * Joins the handshake fragments of records to whole messages (RFC 9846 section 5.1). What it holds grows with the bytes that have
 * arrived, never with the length that a peer declares, and has a bound: take every message with {@link #next} before adding the
 * next fragment. Not thread-safe.
 */
public final class HandshakeJoiner {
    /** The longest fragment that a record carries: 2^14 bytes. */
    public static final int LONGEST_FRAGMENT = 1 << 14;

    private static final byte[] NOTHING = {};

    private final int longestBody;
    private byte[] buffer = NOTHING;
    private int start;
    private int end;

    /** @param longestBody the largest message body to accept, in bytes, at most 2^24-1 */
    public HandshakeJoiner(int longestBody) {
        if (longestBody < 0 || longestBody > 0xffffff) {
            throw new IllegalArgumentException("no limit for a 24-bit length: " + longestBody);
        }
        this.longestBody = longestBody;
    }

    /** Adds the content of one handshake record; see {@link #add(byte[], int, int)}. */
    public void add(Bytes fragment) {
        reserve(fragment.length());
        fragment.copyTo(buffer, end);
        end += fragment.length();
    }

    /**
     * Adds the content of one handshake record, which is copied.
     *
     * @throws IllegalArgumentException if it is longer than {@link #LONGEST_FRAGMENT}
     * @throws IllegalStateException if messages were left unread, and with this fragment there would be more than a message of the
     *     largest size and one fragment
     */
    public void add(byte[] fragment, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, fragment.length);
        reserve(length);
        System.arraycopy(fragment, offset, buffer, end, length);
        end += length;
    }

    /**
     * Takes the next message, if all of it has arrived.
     *
     * @throws ViolationException as soon as the header of a message that is too large is there
     */
    public Optional<RawMessage> next() {
        if (pending() < HandshakeCodec.HEADER_LENGTH) {
            return Optional.empty();
        }
        int declared = declaredLength();
        if (declared > longestBody) {
            throw new ViolationException(Violation.MESSAGE_TOO_LARGE, declared + " bytes, at most " + longestBody);
        }
        int whole = HandshakeCodec.HEADER_LENGTH + declared;
        if (pending() < whole) {
            return Optional.empty();
        }
        HandshakeType type = new HandshakeType(buffer[start] & 0xff);
        RawMessage message = new RawMessage(type, Bytes.of(buffer, start, whole));
        start += whole;
        releaseIfEmpty();
        return Optional.of(message);
    }

    /** The bytes that have arrived and are not taken. */
    public int pending() {
        return end - start;
    }

    /** Whether everything that has arrived was taken: no message is waiting, nor a part of one. */
    public boolean isAligned() {
        return pending() == 0;
    }

    /**
     * The proof of {@link #isAligned}, for a change of keys.
     *
     * @throws ViolationException if bytes are waiting
     */
    public Aligned requireAligned() {
        //= R5.1-5
        //= R5.1-6
        if (!isAligned()) {
            throw new ViolationException(Violation.MESSAGE_ACROSS_KEY_CHANGE, pending() + " bytes");
        }
        return new Aligned();
    }

    /** The bytes of memory held, for tests of the bound. */
    int capacity() {
        return buffer.length;
    }

    private int declaredLength() {
        return (buffer[start + 1] & 0xff) << 16 | (buffer[start + 2] & 0xff) << 8 | (buffer[start + 3] & 0xff);
    }

    /** Makes room for {@code count} bytes after {@code end}, by moving what is pending or by growing. */
    private void reserve(int count) {
        if (count > LONGEST_FRAGMENT) {
            throw new IllegalArgumentException("a fragment of " + count + " bytes");
        }
        int bound = HandshakeCodec.HEADER_LENGTH + longestBody + LONGEST_FRAGMENT;
        int needed = pending() + count;
        if (needed > bound) {
            throw new IllegalStateException("messages were left unread");
        }
        if (end + count <= buffer.length) {
            return;
        }
        int capacity = needed <= buffer.length ? buffer.length : Math.min(bound, Math.max(needed, 2 * buffer.length));
        byte[] moved = capacity == buffer.length ? buffer : new byte[capacity];
        System.arraycopy(buffer, start, moved, 0, pending());
        end = pending();
        start = 0;
        buffer = moved;
    }

    /** No buffer outlives the message that needed it: most of its life, a connection receives none. */
    private void releaseIfEmpty() {
        if (start == end) {
            start = 0;
            end = 0;
            buffer = NOTHING;
        }
    }
}
