// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import java.util.ArrayList;
import java.util.List;

/** Numbered remarks, shown under a story. */
final class Notes {
    /** What one TCP segment carries over Ethernet, with time stamps. */
    static final int SEGMENT = 1448;

    /** What a record adds to a message. */
    static final int RECORD_HEADER = 5;

    private static final String MARKS = "①②③④⑤⑥⑦⑧⑨";

    private final List<String> texts = new ArrayList<>();

    /** The mark of a note with {@code text}; the same text has the same mark. */
    String add(String text) {
        if (!texts.contains(text) && texts.size() < MARKS.length()) {
            texts.add(text);
        }
        int index = texts.indexOf(text);
        return index < 0 ? "" : mark(index);
    }

    /** Each note behind its mark. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            lines.add(mark(i) + " " + texts.get(i));
        }
        return lines;
    }

    private static String mark(int index) {
        return MARKS.substring(index, index + 1);
    }
}
