// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.ContentType;

/** TLSInnerPlaintext (RFC 9846 sections 5.2 and 5.4): the content, then its type, then zeros. */
final class InnerPlaintext {
    private InnerPlaintext() {}

    /** Where the content type is in the {@code length} opened bytes from {@code at}: the last byte that isn't zero. */
    static int typeIndex(byte[] opened, int at, int length) {
        //= R5.4-4
        int last = at + length - 1;
        while (last >= at && opened[last] == 0) {
            last--;
        }
        //= R5.4-5
        if (last < at) {
            throw new ViolationException(Violation.NO_INNER_CONTENT_TYPE, length + " bytes");
        }
        //= R5.4-6
        if (length > RecordLimits.INNER_PLAINTEXT) {
            throw new ViolationException(Violation.PLAINTEXT_TOO_LONG, length + " bytes");
        }
        return last;
    }

    /** The content type {@code code}, if a protected record may have it. */
    static ContentType type(int code) {
        if (code == ContentType.APPLICATION_DATA.code()) {
            return ContentType.APPLICATION_DATA;
        }
        //= R5-2
        if (code == ContentType.CHANGE_CIPHER_SPEC.code()) {
            throw new ViolationException(Violation.UNEXPECTED_RECORD_TYPE, "a protected change_cipher_spec");
        }
        //= R5-5
        if (code != ContentType.HANDSHAKE.code() && code != ContentType.ALERT.code()) {
            throw new ViolationException(Violation.UNKNOWN_RECORD_TYPE, "inner type " + code);
        }
        return new ContentType(code);
    }

    /** Application data may be empty; messages and alerts may not. */
    static void checkNotEmpty(ContentType type, int length) {
        //= R5.4-3
        if (length == 0 && type.equals(ContentType.HANDSHAKE)) {
            throw new ViolationException(Violation.EMPTY_HANDSHAKE_RECORD);
        }
        if (length == 0 && type.equals(ContentType.ALERT)) {
            throw new ViolationException(Violation.EMPTY_ALERT);
        }
    }
}
