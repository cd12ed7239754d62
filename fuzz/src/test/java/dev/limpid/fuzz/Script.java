// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a peer does, in a form that stays meaningful when it is mutated: the first byte chooses the victim's configuration, then
 * come lines of one byte for what is done, two for a length, and so many bytes. Record headers, lengths of messages and protection
 * are not in it: they are put right when it is played.
 */
record Script(int choice, List<Line> lines) {
    private static final int LINE_HEADER = 3;

    /** What the peer, or the victim's application, does. */
    enum Verb {
        /** A handshake message: type and body. */
        MESSAGE,
        /** A handshake message of which each byte comes in a record of its own. */
        CRUMBS,
        /** The contents of a record. */
        ALERT,
        CHANGE_CIPHER_SPEC,
        DATA,
        HANDSHAKE,
        /** Bytes just as they are. */
        RAW,
        /** The victim's application acts. */
        ACT;

        private static final List<Verb> ALL = List.of(values());

        static Verb of(int code) {
            return ALL.get(code % ALL.size());
        }
    }

    /** One thing done. */
    record Line(Verb verb, Bytes content) {}

    static Script decode(byte[] input) {
        List<Line> lines = new ArrayList<>();
        int at = 1;
        while (at + LINE_HEADER <= input.length) {
            int declared = (input[at + 1] & 0xff) << 8 | input[at + 2] & 0xff;
            int length = Math.min(declared, input.length - at - LINE_HEADER);
            lines.add(new Line(Verb.of(input[at] & 0xff), Bytes.of(input, at + LINE_HEADER, length)));
            at += LINE_HEADER + length;
        }
        return new Script(input.length == 0 ? 0 : input[0] & 0xff, lines);
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(choice);
        for (Line line : lines) {
            out.write(Verb.ALL.indexOf(line.verb));
            out.write(line.content.length() >>> 8);
            out.write(line.content.length());
            out.writeBytes(line.content.toArray());
        }
        return out.toByteArray();
    }
}
