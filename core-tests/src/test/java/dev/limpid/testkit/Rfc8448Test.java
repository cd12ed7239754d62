// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.wire.Bytes;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class Rfc8448Test {
    @Test
    void holdsAllFiveTraces() {
        assertThat(Rfc8448.traces()).extracting(Rfc8448::section).containsExactly("3", "4", "5", "6", "7");
        assertThat(Rfc8448.traces()).extracting(trace -> trace.steps().size()).containsExactly(55, 60, 54, 52, 51);
        assertThat(Rfc8448.section("5").title()).isEqualTo("HelloRetryRequest");
    }

    @Test
    void findsStepsAndValues() {
        Rfc8448.Step early = Rfc8448.section("3").step("server", "extract secret \"early\"");
        assertThat(early.bytes("secret").toHex()).startsWith("33ad0a1c607ec03b").hasSize(64);
        assertThat(early.bytes("salt")).isEqualTo(Bytes.EMPTY);
        assertThat(early.has("PRK")).isFalse();
        assertThat(Rfc8448.section("3").with("ClientHello")).hasSize(1);
    }

    @Test
    void saysWhatIsMissing() {
        Rfc8448 trace = Rfc8448.section("3");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> Rfc8448.section("8"));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> trace.step("server", "sing"));
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> trace.steps().getFirst().bytes("PRK"));
    }
}
