// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.render.Look;
import java.util.ArrayList;
import java.util.List;

/** The signs for yes and no. */
final class Signs {
    private Signs() {}

    /** ✔ or ✘, as {@code look} can show them. */
    static String mark(Look look, boolean good) {
        if (!look.unicode()) {
            return good ? "ok" : "!!";
        }
        String sign = good ? "✔" : "✘";
        return look.colour() ? "\u001b[" + (good ? 32 : 31) + "m" + sign + "\u001b[0m" : sign;
    }

    /** A sentence with its mark, in lines that fit. */
    static List<String> claim(Look look, boolean good, String sentence) {
        String indent = look.unicode() ? "    " : "     ";
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("  " + mark(look, good));
        int width = indent.length() - 1;
        for (String word : sentence.split(" ", -1)) {
            if (width + 1 + word.length() > look.width()) {
                lines.add(line.toString());
                line = new StringBuilder(indent.substring(1));
                width = indent.length() - 1;
            }
            line.append(' ').append(word);
            width += 1 + word.length();
        }
        lines.add(line.toString());
        return lines;
    }
}
