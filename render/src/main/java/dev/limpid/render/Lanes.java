// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.observe.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays rows out: step, time, the lane between client and server, size, remark; and what stands under a row. */
final class Lanes {
    private static final int TIME = 8;
    private static final int TAG = 5;
    private static final int SIZE = 10;

    private final Text text;
    private final boolean tagged;
    private final int lane;
    private final List<String> lines = new ArrayList<>();

    Lanes(Text text, boolean tagged) {
        this.text = text;
        this.tagged = tagged;
        this.lane = text.columns() >= 96 ? 36 : 32;
    }

    List<String> lines() {
        return lines;
    }

    void head() {
        String ends = text.left("client", lane - 6) + "server";
        lines.add(margin("", "ms") + ends);
    }

    /** A message or what looks like one. */
    void row(String tag, long nanos, Side sender, String label, String size, String remark) {
        boolean east = sender == Side.CLIENT;
        String name = text.cut(label, lane - 4);
        String shaft = text.fill("─", lane - text.width(name) - 2);
        String arrow = east ? name + " " + shaft + "▶" : "◀" + shaft + " " + name;
        String head = margin(tag, millis(nanos)) + text.left(arrow, lane);
        String measure = size.isEmpty() ? "  " : text.right(size, SIZE) + "  ";
        int room = text.columns() - text.width(head) - text.width(measure);
        List<String> remarks = text.wrap(remark, Math.max(1, room));
        lines.add(head + measure + remarks.getFirst());
        for (String more : remarks.subList(1, remarks.size())) {
            lines.add(text.left("", text.width(head) + text.width(measure)) + more);
        }
    }

    /** A line under a row, behind {@code sign}, wrapped if need be. */
    void under(String tag, String time, String sign, String body) {
        String head = margin(tag, time) + sign;
        String next = margin("", "") + "│" + " ".repeat(Math.max(0, text.width(sign) - 1));
        List<String> wrapped = text.wrap(body, text.columns() - text.width(head));
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? head : next) + wrapped.get(i));
        }
    }

    void under(String body) {
        under("", "", "│ ", body);
    }

    /** A line as it is, in the place of a row's lane. */
    void free(String tag, String body) {
        lines.add(margin(tag, "") + body);
    }

    /** How many columns {@link #free} has. */
    int room() {
        return text.columns() - text.width(margin("", ""));
    }

    void divider(String title) {
        int room = text.columns() - 4 - text.width(title) - 2;
        String half = text.fill("─ ", room / 2);
        lines.add("  " + half + title + " " + half);
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }

    private String margin(String tag, String time) {
        return "  " + (tagged ? text.left(tag, TAG) : "") + text.left(time, TIME);
    }
}
