// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bytes as lines of hexadecimal and printable ASCII. */
final class HexDump {
    private static final int ROW = 16;
    private static final int LIMIT = 4096;

    private HexDump() {}

    /** Up to {@value #LIMIT} bytes; a last line tells how many more there are. */
    static List<String> lines(Bytes bytes) {
        List<String> lines = new ArrayList<>();
        int shown = Math.min(LIMIT, bytes.length());
        for (int at = 0; at < shown; at += ROW) {
            Bytes row = bytes.slice(at, Math.min(ROW, shown - at));
            String hex = row.toHex().replaceAll("..(?=.)", "$0 ");
            String ascii = row.toLatin1().replaceAll("[^\\x20-\\x7e]", ".");
            lines.add(String.format(Locale.ROOT, "%04x  %-47s  %s", at, hex, ascii));
        }
        if (shown < bytes.length()) {
            lines.add("and " + (bytes.length() - shown) + " bytes more");
        }
        return lines;
    }
}
