// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerTextTest {
    @Test
    void leavesOrdinaryNamesAlone() {
        assertThat(PeerText.harmless("shop.lab, Müller & Söhne, 漢字, *.example.org"))
                .isEqualTo("shop.lab, Müller & Söhne, 漢字, *.example.org");
    }

    @Test
    void escapesWhatCouldControlATerminalOrPassForOurSigns() {
        assertThat(PeerText.harmless("\u001b[2J")).isEqualTo("\\u{1b}[2J");
        assertThat(PeerText.harmless("a\nb")).isEqualTo("a\\u{a}b");
        assertThat(PeerText.harmless("✔ ✘ ★ ⟨ ⟩ │ ▶ ①"))
                .isEqualTo("\\u{2714} \\u{2718} \\u{2605} \\u{27e8} \\u{27e9} \\u{2502} \\u{25b6} \\u{2460}");
    }

    @Test
    void sayingItTwiceChangesNothing() {
        String once = PeerText.harmless("\u001b✔\u202e");
        assertThat(PeerText.harmless(once)).isEqualTo(once);
    }
}
