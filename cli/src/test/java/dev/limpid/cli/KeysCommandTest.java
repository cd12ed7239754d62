// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Golden;
import dev.limpid.testkit.Rfc8448;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {
    @ParameterizedTest
    @CsvSource({"3, 20", "4, 26", "5, 20", "6, 20", "7, 20"})
    void derivesEverySecretOfATraceAgain(String section, int count) {
        Ran ran = Ran.limpid("keys", "--rfc8448=" + section);

        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("all " + count + " values that RFC 8448 prints came out the same");
        assertThat(expanded(section))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(ran.out()).contains(value));
    }

    @Test
    void drawsTheTreeOfTheSimpleHandshake() {
        Golden.check("keys-rfc8448", Ran.limpid("keys", "--rfc8448").out());
        Golden.check(
                "keys-rfc8448-ascii",
                Ran.limpid("keys", "--rfc8448", "--ascii", "--width", "80").out());
    }

    /** Every traffic secret that the RFC prints, whatever the command thinks of it. */
    private static List<String> expanded(String section) {
        return Rfc8448.section(section).steps().stream()
                .filter(step -> step.what().startsWith("derive secret \"tls13 "))
                .filter(step -> step.has("expanded"))
                .map(step -> step.bytes("expanded").toHex())
                .toList();
    }
}
