// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {
    @Test
    void coloursNeedATerminalThatDoesNotRefuseThem() {
        assertThat(Look.of(Map.of(), true, 90, StandardCharsets.UTF_8).colour()).isTrue();
        assertThat(Look.of(Map.of("NO_COLOR", ""), true, 90, StandardCharsets.UTF_8)
                        .colour())
                .isTrue();
        assertThat(Look.of(Map.of("NO_COLOR", "1"), true, 90, StandardCharsets.UTF_8)
                        .colour())
                .isFalse();
        assertThat(Look.of(Map.of("TERM", "dumb"), true, 90, StandardCharsets.UTF_8)
                        .colour())
                .isFalse();
        assertThat(Look.of(Map.of(), false, 90, StandardCharsets.UTF_8).colour())
                .isFalse();
    }

    @Test
    void unicodeNeedsACharsetThatHasTheSigns() {
        assertThat(Look.of(Map.of(), true, 90, StandardCharsets.UTF_8).unicode())
                .isTrue();
        assertThat(Look.of(Map.of(), true, 90, StandardCharsets.ISO_8859_1).unicode())
                .isFalse();
        assertThat(Look.of(Map.of(), true, 90, StandardCharsets.US_ASCII).unicode())
                .isFalse();
    }

    @Test
    void theWidthStaysInItsRange() {
        assertThat(Look.plain(20).width()).isEqualTo(80);
        assertThat(Look.plain(300).width()).isEqualTo(100);
        assertThat(Look.of(Map.of(), false, 0, StandardCharsets.UTF_8).width()).isEqualTo(100);
    }
}
