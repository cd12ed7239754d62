// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.PeerText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.WCWidth;

/** Measures, cuts, wraps and finishes lines for one look. Lines are made in Unicode; {@link #finish} turns them into ASCII. */
final class Text {
    private static final String RESET = "\u001b[0m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String CYAN = "\u001b[36m";
    private static final Map<Integer, String> ASCII = ascii();

    private final Look look;

    Text(Look look) {
        this.look = look;
    }

    int columns() {
        return look.width();
    }

    /** A peer's text, made harmless. */
    static String peer(String text) {
        return PeerText.harmless(text);
    }

    /** The columns that {@code text} takes on the screen. */
    int width(String text) {
        if (!look.unicode()) {
            return translate(text).length();
        }
        return text.codePoints().map(p -> Math.max(0, WCWidth.wcwidth(p))).sum();
    }

    /** {@code text}, or as much of it as fits with an ellipsis. */
    String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - width("…");
        for (int point : text.codePoints().toArray()) {
            int next = width(Character.toString(point));
            if (next > room) {
                break;
            }
            room -= next;
            cut.appendCodePoint(point);
        }
        return columns < width("…") ? "" : cut.append('…').toString();
    }

    /** {@code text} at the left of {@code columns}, cut if need be. */
    String left(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(columns - width(cut));
    }

    /** {@code text} at the right of {@code columns}, cut if need be. */
    String right(String text, int columns) {
        String cut = cut(text, columns);
        return " ".repeat(columns - width(cut)) + cut;
    }

    /** {@code sign} as often as fits into {@code columns}. */
    String fill(String sign, int columns) {
        return sign.repeat(Math.max(0, columns / Math.max(1, width(sign))));
    }

    /** {@code text} in lines of at most {@code columns}, broken at blanks where possible; its own indentation is kept. */
    List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String indent = " "
                .repeat(Math.min(
                        columns / 2, text.length() - text.stripLeading().length()));
        String rest = text.stripTrailing();
        while (width(rest) > columns) {
            int end = fitting(rest, columns);
            int blank = rest.lastIndexOf(' ', end);
            int at = blank > indent.length() ? blank : end;
            lines.add(rest.substring(0, at).stripTrailing());
            rest = indent + rest.substring(at).strip();
        }
        if (lines.isEmpty() || !rest.isBlank()) {
            lines.add(rest);
        }
        return lines;
    }

    /** {@code parts} with three blanks between them, broken between parts; lines after the first are indented. */
    List<String> flow(List<String> parts, int columns, String indent) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : parts) {
            String joined = line.isBlank() ? line + part : line + "   " + part;
            if (width(joined) > columns && !line.isBlank()) {
                lines.add(line);
                joined = indent + part;
            }
            line = cut(joined, columns);
        }
        lines.add(line);
        return lines;
    }

    /** The line as the terminal gets it: never wider than the look, ASCII or coloured as the look demands. */
    String finish(String line) {
        String cut = cut(line, columns()).stripTrailing();
        return look.unicode() ? paint(cut) : translate(cut);
    }

    private int fitting(String text, int columns) {
        int room = columns;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            room -= width(Character.toString(point));
            if (room < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        // at least one character, or nothing would ever be wrapped
        return Math.max(end, Character.charCount(text.codePointAt(0)));
    }

    private String paint(String line) {
        if (!look.colour()) {
            return line;
        }
        return line.replace("✔", GREEN + "✔" + RESET)
                .replace("✘", RED + "✘" + RESET)
                .replace("⟨", CYAN + "⟨")
                .replace("⟩", "⟩" + RESET);
    }

    private static String translate(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 0x7f) {
                ascii.appendCodePoint(point);
            } else {
                String known = ASCII.get(point);
                ascii.append(known != null ? known : "\\u{" + Integer.toHexString(point) + "}");
            }
        });
        return ascii.toString();
    }

    private static Map<Integer, String> ascii() {
        Map<Integer, String> map = new HashMap<>();
        String[] pairs = {
            "─-", "│|", "├|", "└`", "┬+", "┼+", "▶>", "◀<", "★*", "⟨<", "⟩>", "·-", "×x", "…~", "≥>=", "≤<=", "→->",
            "←<-", "‖||", "—-", "–-", "“\"", "”\"", "’'", "✔ok", "✘!!", "①(1)", "②(2)", "③(3)", "④(4)", "⑤(5)", "⑥(6)",
            "⑦(7)", "⑧(8)", "⑨(9)", "≠!=", "§sec. "
        };
        for (String pair : pairs) {
            map.put(pair.codePointAt(0), pair.substring(1));
        }
        return map;
    }
}
