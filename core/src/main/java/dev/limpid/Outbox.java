// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.record.RecordWriter;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;

/** Bytes for the peer that nobody has taken yet: finished records, and handshake messages still to be put into some. */
final class Outbox {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RecordWriter writer;
    private boolean initialHello;
    private ByteBuffer messages = NOTHING;
    private ByteBuffer records = NOTHING;

    /** @param initialHello whether the first message is an initial ClientHello */
    Outbox(RecordWriter writer, boolean initialHello) {
        this.writer = writer;
        this.initialHello = initialHello;
    }

    /** A handshake message, to share records with its neighbours. */
    void addHandshake(Bytes message) {
        messages = room(messages, message.length());
        message.putInto(messages);
    }

    /** Puts the handshake messages so far into records, under the keys of now. */
    void flushHandshake() {
        if (messages.position() > 0) {
            ByteBuffer whole = messages.flip();
            messages = NOTHING;
            makeRoom(ContentType.HANDSHAKE, whole.remaining());
            if (initialHello) {
                initialHello = false;
                writer.writeInitialClientHello(whole, records);
            } else {
                writer.write(ContentType.HANDSHAKE, whole, records);
            }
        }
    }

    /** An alert in a record of its own, after the handshake messages so far. */
    void addAlert(Alert alert) {
        flushHandshake();
        ByteBuffer content = alert.encode().toBuffer();
        makeRoom(ContentType.ALERT, content.remaining());
        writer.write(ContentType.ALERT, content, records);
    }

    /** The dummy record of middlebox compatibility mode, after the handshake messages so far. */
    void addChangeCipherSpec() {
        flushHandshake();
        records = room(records, RecordWriter.CHANGE_CIPHER_SPEC.length());
        writer.writeChangeCipherSpec(records);
    }

    boolean isEmpty() {
        return messages.position() == 0 && records.position() == 0;
    }

    /** Moves as much as fits into {@code wire}; returns the bytes moved. */
    int take(ByteBuffer wire) {
        flushHandshake();
        records.flip();
        int count = Math.min(records.remaining(), wire.remaining());
        wire.put(wire.position(), records, records.position(), count);
        wire.position(wire.position() + count);
        records.position(records.position() + count);
        records.compact();
        if (records.position() == 0) {
            records = NOTHING;
        }
        return count;
    }

    private void makeRoom(ContentType type, int content) {
        records = room(records, Math.toIntExact(writer.wireLength(type, content)));
    }

    private static ByteBuffer room(ByteBuffer buffer, int count) {
        if (buffer.remaining() >= count) {
            return buffer;
        }
        int needed = buffer.position() + count;
        return ByteBuffer.allocate(Math.max(needed, 2 * buffer.capacity())).put(buffer.flip());
    }
}
