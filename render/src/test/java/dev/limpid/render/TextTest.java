// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private final Text text = new Text(Look.plain(80));

    @Test
    void measuresWhatTheTerminalShows() {
        assertThat(text.width("abc")).isEqualTo(3);
        assertThat(text.width("漢字")).isEqualTo(4);
        assertThat(text.width("a\u0301")).isEqualTo(1);
        assertThat(new Text(Look.ascii(80)).width("✔ →")).isEqualTo(5);
    }

    @Test
    void cutsWithAnEllipsis() {
        assertThat(text.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(text.cut("abcdef", 5)).isEqualTo("abcd…");
        assertThat(text.cut("漢字漢字", 6)).isEqualTo("漢字…");
        assertThat(text.cut("abc", 0)).isEmpty();
    }

    @Test
    void wrapsAtBlanksAndKeepsTheIndentation() {
        assertThat(text.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(text.wrap("  one two three", 8)).containsExactly("  one", "  two", "  three");
        assertThat(text.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(text.wrap("", 4)).containsExactly("");
    }

    @Test
    void wrapsEvenWhatNeverFits() {
        assertThat(text.wrap("漢字", 1)).containsExactly("漢", "字");
    }

    @Test
    void flowsPartsOverLines() {
        assertThat(text.flow(List.of("one", "two", "three"), 9, "  ")).containsExactly("one   two", "  three");
    }

    @Test
    void noLineIsWiderThanTheLook() {
        assertThat(text.width(text.finish("漢".repeat(100)))).isLessThanOrEqualTo(80);
    }
}
