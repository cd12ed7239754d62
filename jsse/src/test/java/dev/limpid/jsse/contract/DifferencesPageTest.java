// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of differences in the documentation is that of these tests; {@code -Dlimpid.golden=update} rewrites it. */
final class DifferencesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "jsse.md");
    private static final String BEGIN = "<!-- differences: written by DifferencesPageTest -->\n";
    private static final String END = "<!-- end of differences -->\n";

    @Test
    void theTableIsUpToDate() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        assertThat(page).contains(BEGIN).contains(END);
        String updated =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if ("update".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(PAGE, updated);
            return;
        }
        assertThat(page).as("%s; -Dlimpid.golden=update rewrites it", PAGE).isEqualTo(updated);
    }

    private static String table() {
        return "| what | SunJSSE | Limpid | why |\n|---|---|---|---|\n"
                + Arrays.stream(Difference.values()).map(Difference::row).collect(Collectors.joining("\n", "", "\n"));
    }
}
