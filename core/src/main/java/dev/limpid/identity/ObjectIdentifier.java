// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;

/** Object identifiers (X.660) between their DER content and their dotted form. */
final class ObjectIdentifier {
    private static final int MAX_LENGTH = 64;

    private ObjectIdentifier() {}

    /** {@code content}, without tag and length, such as {@code 2.5.29.15}; empty if it is none, or unreasonably long. */
    static String dotted(Bytes content) {
        boolean whole = !content.isEmpty() && content.at(content.length() - 1) < 0x80;
        if (!whole || content.length() > MAX_LENGTH) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        long arc = 0;
        for (int i = 0; i < content.length(); i++) {
            if (arc >>> 50 != 0) {
                return "";
            }
            arc = arc << 7 | content.at(i) & 0x7f;
            if (content.at(i) < 0x80) {
                text.append(text.isEmpty() ? first(arc) : "." + arc);
                arc = 0;
            }
        }
        return text.toString();
    }

    /** The first two arcs share a number. */
    private static String first(long arc) {
        long root = Math.min(arc / 40, 2);
        return root + "." + (arc - 40 * root);
    }
}
