// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Golden;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {
    private static final Pattern TAG = Pattern.compile("^ {2}\\[([0-9]+)]");

    @Test
    void showsAWholeConnectionAndProvesIt() {
        Ran ran = Ran.limpid("demo");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).doesNotContain("✘");
        Golden.check("demo", masked(ran.out()));
    }

    @Test
    void tagsAllThirteenSteps() {
        List<Integer> tags = Ran.limpid("demo")
                .out()
                .lines()
                .map(TAG::matcher)
                .filter(Matcher::find)
                .map(m -> Integer.valueOf(m.group(1)))
                .toList();
        assertThat(tags).contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(tags).startsWith(1, 2, 3).endsWith(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "90", "100"})
    void staysWithinItsWidthInAsciiToo(String width) {
        Ran ran = Ran.limpid("demo", "--width", width, "--ascii", "-vv", "--keys");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= Integer.parseInt(width));
        assertThat(ran.out().chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
    }

    @Test
    void tellsProgramsBothSides() {
        Ran ran = Ran.limpid("demo", "--ndjson");
        assertThat(ran.code()).as(ran.all()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines.getFirst()).contains("\"schema\":\"limpid.tls/1\"");
        for (String side : List.of("client", "server")) {
            assertThat(lines)
                    .anyMatch(line -> line.contains("\"name\":\"tls:verdict\"")
                            && line.contains("\"connection\":\"" + side + "\"")
                            && line.contains("\"code\":\"OK\""));
        }
    }

    /** Without what changes from run to run, and without line breaks that depend on it: a line for each sign or step. */
    private static String masked(String text) {
        return text.replaceAll("⟨[0-9a-f]{4} [0-9a-f]{4}⟩", "⟨…⟩")
                .replaceAll("GREASE \\(0x[0-9a-f]+\\)", "GREASE (…)")
                .replaceAll("(?s)\n {2}time .*?\n {2}secrets", "\n  secrets")
                .replaceAll("│|[─ ]{4,}", " ")
                .replaceAll("\\s+", " ")
                .replaceAll("[0-9a-f]{9,}…?", "…")
                .replaceAll("[0-9]+\\.[0-9]{2}(?= |$)( ms)?", "…")
                .replaceAll("[0-9]+\\.[0-9] ms", "…")
                .replaceAll("(shop\\.example|127\\.0\\.0\\.1):[0-9]+", "$1:…")
                .replaceAll("20[0-9]{2}-[0-9]{2}-[0-9]{2}", "…")
                .replaceAll("[0-9]+ B ", "… B ")
                .replaceAll("in 36[0-9] d", "in … d")
                .replaceAll("the [0-9,]+ bytes", "the … bytes")
                .replaceAll("(?<![\\]…]) (?=├|└|✔|◀|(a share|the share|versions|random|schemes|picked|sni) )", "\n")
                .replaceAll(" (?=\\[[0-9]+] (…|├|✔|·|[A-Z]))", "\n");
    }
}
