// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.fuzz.Script.Line;
import dev.limpid.fuzz.Script.Verb;
import dev.limpid.message.HandshakeJoiner;
import dev.limpid.message.RawMessage;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records that one side said with {@link GlassCrypto}, read back as lines of a {@link Script}. */
final class Flight {
    private static final int HEADER = 5;

    private final HandshakeJoiner joiner = new HandshakeJoiner(1 << 20);
    private final List<Line> lines = new ArrayList<>();
    private final List<Bytes> messages = new ArrayList<>();

    /** Adds whole records. */
    void add(Bytes records) {
        int at = 0;
        while (at < records.length()) {
            int length = records.at(at + 3) << 8 | records.at(at + 4);
            Bytes body = records.slice(at + HEADER, length);
            if (records.at(at) == ContentType.APPLICATION_DATA.code()) {
                sealed(body.slice(0, length - GlassCrypto.TAG));
            } else {
                content(records.at(at), body);
            }
            at += HEADER + length;
        }
    }

    List<Line> lines() {
        return lines;
    }

    /** The handshake messages, headers included. */
    List<Bytes> messages() {
        return messages;
    }

    private void sealed(Bytes inner) {
        int end = inner.length() - 1;
        while (inner.at(end) == 0) {
            end--;
        }
        content(inner.at(end), inner.slice(0, end));
    }

    private void content(int type, Bytes content) {
        if (type == ContentType.HANDSHAKE.code()) {
            joiner.add(content);
            for (Optional<RawMessage> next = joiner.next(); next.isPresent(); next = joiner.next()) {
                RawMessage message = next.get();
                messages.add(message.bytes());
                lines.add(new Line(Verb.MESSAGE, message.bytes().slice(0, 1).then(message.body())));
            }
        } else if (type == ContentType.ALERT.code()) {
            lines.add(new Line(Verb.ALERT, content));
        } else if (type == ContentType.CHANGE_CIPHER_SPEC.code()) {
            lines.add(new Line(Verb.CHANGE_CIPHER_SPEC, content));
        } else {
            lines.add(new Line(Verb.DATA, content));
        }
    }
}
