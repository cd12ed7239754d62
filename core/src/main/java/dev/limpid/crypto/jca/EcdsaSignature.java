// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.wire.Bytes;

/**
 * The form of an ECDSA signature: DER of {@code SEQUENCE { r INTEGER, s INTEGER }} (RFC 3279 section 2.2.3) with both numbers
 * positive. Checked before any provider sees it: r = s = 0 once verified under every key (CVE-2022-21449).
 */
final class EcdsaSignature {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int MAXIMUM_LENGTH = 3 + 2 * (2 + 67);

    private EcdsaSignature() {}

    static boolean isWellFormed(Bytes signature) {
        if (signature.length() < 8 || signature.length() > MAXIMUM_LENGTH || signature.at(0) != SEQUENCE) {
            return false;
        }
        int header = signature.at(1) == 0x81 ? 3 : 2;
        int length = signature.at(header - 1);
        boolean minimal = header == 2 ? length < 0x80 : length >= 0x80;
        if (!minimal || length != signature.length() - header) {
            return false;
        }
        int second = positiveIntegerEnd(signature, header);
        return second > 0 && positiveIntegerEnd(signature, second) == signature.length();
    }

    /** Where the positive INTEGER at {@code at} ends, or -1 if there is none. */
    private static int positiveIntegerEnd(Bytes bytes, int at) {
        if (at + 3 > bytes.length() || bytes.at(at) != INTEGER) {
            return -1;
        }
        int length = bytes.at(at + 1);
        int start = at + 2;
        if (length == 0 || length > bytes.length() - start || bytes.at(start) > 0x7f) {
            return -1;
        }
        boolean leadingZero = bytes.at(start) == 0;
        if (leadingZero && (length == 1 || bytes.at(start + 1) < 0x80)) {
            return -1;
        }
        return start + length;
    }
}
