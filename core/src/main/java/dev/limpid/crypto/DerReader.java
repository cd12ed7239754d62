// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;

/** As much of DER (X.690) as a SubjectPublicKeyInfo needs: definite lengths of minimal form, read to the last byte. */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private final Bytes input;
    private int position;

    DerReader(Bytes input) {
        this.input = input;
    }

    boolean isAtEnd() {
        return position == input.length();
    }

    boolean isNext(int tag) {
        return !isAtEnd() && input.at(position) == tag;
    }

    /** The content of the next element, which must have {@code tag}. */
    Bytes element(int tag) {
        if (!isNext(tag)) {
            throw malformed("expected tag " + tag);
        }
        position++;
        int length = length();
        if (length > input.length() - position) {
            throw malformed("an element is longer than what is there");
        }
        Bytes content = input.slice(position, length);
        position += length;
        return content;
    }

    DerReader nested(int tag) {
        return new DerReader(element(tag));
    }

    /** An INTEGER that is not negative. */
    BigInteger natural() {
        Bytes content = element(INTEGER);
        if (content.isEmpty() || content.at(0) > 0x7f) {
            throw malformed("an integer is negative");
        }
        if (content.length() > 1 && content.at(0) == 0 && content.at(1) < 0x80) {
            throw malformed("an integer is not minimal");
        }
        return new BigInteger(content.toArray());
    }

    /** The whole bytes of a BIT STRING. */
    Bytes bits() {
        Bytes content = element(BIT_STRING);
        if (content.isEmpty() || content.at(0) != 0) {
            throw malformed("a bit string is not whole bytes");
        }
        return content.from(1);
    }

    void end() {
        if (!isAtEnd()) {
            throw malformed("bytes left over");
        }
    }

    static ViolationException malformed(String detail) {
        return new ViolationException(Violation.CERTIFICATE_MALFORMED, "public key: " + detail);
    }

    private int length() {
        int first = lengthByte();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3) {
            throw malformed("unreasonable length");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | lengthByte();
        }
        if (length < 0x80 || length >>> 8 * (count - 1) == 0) {
            throw malformed("a length is not minimal");
        }
        return length;
    }

    private int lengthByte() {
        if (isAtEnd()) {
            throw malformed("it ends inside a length");
        }
        return input.at(position++);
    }
}
