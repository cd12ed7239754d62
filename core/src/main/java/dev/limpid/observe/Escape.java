// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** Makes a peer's text harmless for terminals and logs. */
public final class Escape {
    private static final int LIMIT = 512;

    private Escape() {}

    /**
     * {@code text} with everything but printable characters as {@code \}{@code u{hex}}: control characters, line ends, escape
     * sequences, bidirectional overrides, lone surrogates. Longer than 512 characters, it is cut with an ellipsis.
     */
    public static String text(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        int[] points = text.codePoints().limit(LIMIT + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LIMIT); i++) {
            append(safe, points[i]);
        }
        return points.length > LIMIT ? safe.append('…').toString() : safe.toString();
    }

    /** Short and in printable ASCII, as nearly every text is. */
    private static boolean isPlain(String text) {
        return text.length() <= LIMIT && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static void append(StringBuilder safe, int point) {
        if (isPrintable(point)) {
            safe.appendCodePoint(point);
        } else {
            safe.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
