// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunnerConfigTest {
    private static final Path FILE = Path.of("bogo", "config.json");

    @Test
    void theFileIsWhatTheCodeSays() throws IOException {
        if ("update".equals(System.getProperty("limpid.golden"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, RunnerConfig.json());
        }
        assertThat(Files.readString(FILE))
                .as("-Dlimpid.golden=update writes it")
                .isEqualTo(RunnerConfig.json());
    }

    @ParameterizedTest
    @EnumSource(Violation.class)
    void everyViolationStandsForSomethingThatTheRunnerMayExpect(Violation violation) {
        Set<String> ours =
                RunnerConfig.errors().values().stream().flatMap(Set::stream).collect(Collectors.toSet());

        assertThat(ours).contains(":" + violation + ":");
    }

    @Test
    void everyPatternHasAReason() {
        assertThat(Disabled.patterns()).isNotEmpty().allSatisfy((pattern, reason) -> {
            assertThat(pattern).doesNotContain("{", "[", "\"", "\\");
            assertThat(reason).hasSizeGreaterThan(20).doesNotContain("\"", "\\");
        });
    }
}
