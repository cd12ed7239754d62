// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;

/** Records byte by byte, as no writer would write them. */
public final class HandMadeRecords {
    private HandMadeRecords() {}

    /** A record in plaintext, of whatever version. */
    public static Bytes plain(int type, int version, Bytes content) {
        return Bytes.of((byte) type, (byte) (version >>> 8), (byte) version, (byte) (content.length() >>> 8), (byte)
                        content.length())
                .then(content);
    }

    /** A record under {@code protection} with exactly this TLSInnerPlaintext: content, type, padding. */
    public static Bytes sealed(RecordProtection protection, Bytes inner) {
        return Bytes.of(Channel.sealed(protection, inner.toArray()));
    }

    /** TLSInnerPlaintext. */
    public static Bytes inner(Bytes content, ContentType type, int padding) {
        return content.then(Bytes.of((byte) type.code())).then(Bytes.wrap(new byte[padding]));
    }
}
