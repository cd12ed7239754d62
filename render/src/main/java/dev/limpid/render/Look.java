// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What a terminal can show.
 *
 * @param width columns, 80 to 100; lines are never longer
 * @param colour whether to use colours, which only repeat what signs say already
 * @param unicode whether to use more than ASCII
 */
public record Look(int width, boolean colour, boolean unicode) {
    /** The narrowest width that the layout is made for. */
    public static final int NARROWEST = 80;
    /** The widest width that the layout uses. */
    public static final int WIDEST = 100;

    /** A look with its width brought into the range. */
    public Look {
        width = Math.clamp(width, NARROWEST, WIDEST);
    }

    /** For files and tests: no colour, Unicode. */
    public static Look plain(int width) {
        return new Look(width, false, true);
    }

    /** For the poorest terminals: no colour, ASCII alone. */
    public static Look ascii(int width) {
        return new Look(width, false, false);
    }

    /**
     * What suits a terminal.
     *
     * @param environment {@code NO_COLOR} and {@code TERM=dumb} switch colours off
     * @param interactive whether the output is a terminal rather than a file or a pipe
     * @param columns the terminal's width; 0 if unknown
     * @param charset what the output is encoded in
     */
    public static Look of(Map<String, String> environment, boolean interactive, int columns, Charset charset) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colour =
                interactive && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean unicode =
                charset.newEncoder().canEncode('▶') && charset.newEncoder().canEncode('⟨');
        return new Look(columns == 0 ? WIDEST : columns, colour, unicode);
    }
}
