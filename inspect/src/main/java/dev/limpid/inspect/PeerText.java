// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.Escape;
import java.lang.Character.UnicodeBlock;
import java.util.Set;

/** A peer's text, fit to stand among our own: it can neither control a terminal nor pass for one of our signs. */
public final class PeerText {
    private static final Set<UnicodeBlock> SIGNS = Set.of(
            UnicodeBlock.ARROWS,
            UnicodeBlock.BOX_DRAWING,
            UnicodeBlock.BLOCK_ELEMENTS,
            UnicodeBlock.GEOMETRIC_SHAPES,
            UnicodeBlock.MISCELLANEOUS_SYMBOLS,
            UnicodeBlock.DINGBATS,
            UnicodeBlock.ENCLOSED_ALPHANUMERICS,
            UnicodeBlock.MISCELLANEOUS_MATHEMATICAL_SYMBOLS_A);

    private PeerText() {}

    /**
     * {@code text}, escaped as by {@link Escape#text}, and check marks, arrows, boxes and the like as {@code \}{@code u{hex}} too.
     * The arrow between the links of a chain stays: verifiers write it.
     */
    public static String harmless(String text) {
        StringBuilder safe = new StringBuilder();
        Escape.text(text).codePoints().forEach(point -> {
            if (isSign(point)) {
                safe.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isSign(int point) {
        UnicodeBlock block = UnicodeBlock.of(point);
        return block != null && SIGNS.contains(block) && point != '←';
    }
}
