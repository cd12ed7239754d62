// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.verdict.Failures.Failure;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/exit-codes-and-verdicts.md lists what the rules can say; {@code -Dlimpid.golden=update} rewrites its table. */
class VerdictPageTest {
    private static final Path PAGE = Path.of("../docs/exit-codes-and-verdicts.md");
    private static final String HEAD = "| verdict | exit | what it says |\n|---|---|---|\n";
    private static final Pattern TABLE = Pattern.compile(Pattern.quote(HEAD) + "(\\|.*\n)*");
    private static final Pattern CODE = Pattern.compile("\"([A-Z]+\\.[A-Z_.]*[A-Z])\"");

    @Test
    void listsEveryVerdictAsTheRulesGiveIt() throws IOException {
        String page = Files.readString(PAGE);
        String table = HEAD + table();
        if ("update".equals(System.getProperty("limpid.golden"))) {
            Files.writeString(PAGE, TABLE.matcher(page).replaceFirst(java.util.regex.Matcher.quoteReplacement(table)));
            return;
        }

        assertThat(page).contains(table);
    }

    @Test
    void hasAnExampleOfEveryCodeThatTheSourcesName() throws IOException {
        TreeSet<String> written = new TreeSet<>();
        try (Stream<Path> rules = Files.list(Path.of("src/main/java/dev/limpid/inspect/verdict"))) {
            for (Path rule : rules.toList()) {
                CODE.matcher(Files.readString(rule)).results().forEach(code -> written.add(code.group(1)));
            }
        }

        assertThat(written).hasSizeGreaterThan(30);
        assertThat(rows().keySet()).containsAll(written);
    }

    @Test
    void listsEveryExitCode() throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (Field field : ExitCode.class.getDeclaredFields()) {
            codes.add(field.getInt(null));
        }
        String page = Files.readString(PAGE);

        assertThat(codes).allSatisfy(code -> assertThat(page).contains("\n| " + code + " | "));
    }

    private static String table() {
        return rows().entrySet().stream()
                .map(row ->
                        "| `" + row.getKey() + "` | " + exits(row.getValue()) + " | " + titles(row.getValue()) + " |\n")
                .collect(Collectors.joining());
    }

    /** All verdicts on all failures, alternatives included, by code. */
    private static Map<String, List<Verdict>> rows() {
        return Stream.concat(Failures.all().stream(), Findings.all().stream())
                .map(Failure::story)
                .map(Diagnosis::of)
                .flatMap(diagnosis -> Stream.concat(diagnosis.verdicts().stream(), diagnosis.findings().stream()))
                .collect(Collectors.groupingBy(Verdict::code, TreeMap::new, Collectors.toList()));
    }

    private static String exits(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(Verdict::exitCode)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static String titles(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::title).distinct().sorted().collect(Collectors.joining("; "));
    }
}
