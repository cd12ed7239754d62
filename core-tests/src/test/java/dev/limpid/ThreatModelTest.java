// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md names classes and tests; this test keeps it true. */
class ThreatModelTest {
    private static final Path PAGE = Sources.ROOT.resolve("docs/threat-model.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*)#(\\w+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");
    private static final Pattern VIOLATION = Pattern.compile("`([A-Z][A-Z_0-9]*_[A-Z_0-9]+)`");
    private static final Set<String> OF_THE_JDK = Set.of("SecretKeySpec", "SecureRandom");

    private static Map<String, String> main = Map.of();
    private static Map<String, String> tests = Map.of();

    @BeforeAll
    static void readSources() throws IOException {
        main = Sources.of("main");
        tests = Sources.of("test");
    }

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(named.stream()
                        .filter(test -> !isTest(test.group(1), test.group(2)))
                        .map(MatchResult::group))
                .as("tests that do not exist")
                .isEmpty();
    }

    @Test
    void everyClassThatThePageNamesExists() throws IOException {
        Set<String> named = TYPE.matcher(Files.readString(PAGE))
                .results()
                .map(m -> m.group(1))
                .filter(name -> !OF_THE_JDK.contains(name))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named.stream().filter(name -> !main.containsKey(name) && !tests.containsKey(name)))
                .as("classes that do not exist")
                .isEmpty();
    }

    @Test
    void everyViolationThatThePageNamesExists() throws IOException {
        Set<String> named = VIOLATION
                .matcher(Files.readString(PAGE))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
        Arrays.stream(Violation.values()).map(Violation::name).forEach(named::remove);

        assertThat(named).as("violations that do not exist").isEmpty();
    }

    @Test
    void everyThreatHasATestOrSaysThatItHasNone() throws IOException {
        List<String> threats = threats(Files.readAllLines(PAGE));

        assertThat(threats).hasSizeGreaterThan(60);
        assertThat(threats.stream().filter(row -> !TEST.matcher(row).find() && !row.contains("*no test yet*")))
                .as("threats without a word about tests")
                .isEmpty();
    }

    @Test
    void aTestThatDoesNotExistWouldBeFound() {
        assertThat(isTest("ThreatModelTest", "aTestThatDoesNotExistWouldBeFound"))
                .isTrue();
        assertThat(isTest("ThreatModelTest", "threats")).isFalse();
        assertThat(isTest("ThreatModelTest", "thisOneDoesNot")).isFalse();
        assertThat(isTest("NoSuchTest", "thisOneDoesNot")).isFalse();
    }

    /** The rows of the tables whose last column is "test". */
    private static List<String> threats(List<String> lines) {
        int start = lines.indexOf("| threat | what counters it | test |");
        return lines.subList(start, lines.size()).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| threat |"))
                .toList();
    }

    /** Whether {@code method} of the test class {@code type} carries an annotation of JUnit's that makes it run. */
    private static boolean isTest(String type, String method) {
        String annotated =
                "@(Test|ParameterizedTest|TestFactory|RepeatedTest|ArchTest)\\b[^;{}]*?(\\{[^;{}]*}[^;{}]*?)*" + "\\s"
                        + method + "(\\(| =)";
        return Pattern.compile(annotated).matcher(tests.getOrDefault(type, "")).find();
    }
}
