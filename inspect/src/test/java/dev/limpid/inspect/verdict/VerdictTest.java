// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.verdict.Failures.Failure;
import dev.limpid.testkit.Golden;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    static List<Failure> failures() {
        return Failures.all();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void explainsEachFailure(Failure failure) {
        Diagnosis diagnosis = Diagnosis.of(failure.story());

        assertThat(diagnosis.first().code()).isEqualTo(failure.code());
        assertThat(diagnosis.exitCode()).isEqualTo(failure.exitCode());
        assertThat(diagnosis.first().title()).isNotBlank();
        assertThat(diagnosis.first().whose()).isNotBlank();
        Golden.check("verdict/" + failure.name(), text(diagnosis));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void offersAlternativesOnlyWhereItIsNotCertain(Failure failure) {
        Diagnosis diagnosis = Diagnosis.of(failure.story());

        if (diagnosis.first().confidence() == Verdict.Confidence.CERTAIN) {
            assertThat(diagnosis.alternatives()).isEmpty();
        }
        assertThat(diagnosis.verdicts()).isSortedAccordingTo(java.util.Comparator.comparing(Verdict::confidence));
    }

    static List<Failure> findings() {
        return Findings.all();
    }

    @ParameterizedTest
    @MethodSource("findings")
    void tellsWhatIsWorthKnowingOfAConnectionThatStands(Failure finding) {
        Diagnosis diagnosis = Diagnosis.of(finding.story());

        assertThat(diagnosis.isOk()).isTrue();
        assertThat(diagnosis.exitCode()).isEqualTo(finding.exitCode());
        assertThat(diagnosis.findings()).extracting(Verdict::code).containsExactly(finding.code());
        Golden.check("finding/" + finding.name(), text(diagnosis.findings().getFirst()));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(Diagnosis.of(Failures.play(
                                dev.limpid.inspect.Attempt.toServer("shop.lab:4401", ""),
                                dev.limpid.testkit.SampleConnection::success))
                        .findings())
                .isEmpty();
    }

    @Test
    void whoComesForTheFirstTimeHasMissedNothing() {
        assertThat(Diagnosis.of(Failures.play(dev.limpid.inspect.Attempt.toServer("shop.lab:4401", ""), s -> {
                            s.event(new dev.limpid.observe.Event.PskMissed(dev.limpid.observe.PskMiss.NO_TICKET));
                            dev.limpid.testkit.SampleConnection.success(s);
                        }))
                        .findings())
                .isEmpty();
    }

    @Test
    void everyFindingRuleFindsSomething() {
        List<Rule> finding = findings().stream()
                .map(f -> new Scene(f.story()))
                .flatMap(scene -> Rules.FINDINGS.stream()
                        .filter(rule -> !rule.judge(scene).isEmpty()))
                .distinct()
                .toList();

        assertThat(finding).containsExactlyInAnyOrderElementsOf(Rules.FINDINGS);
    }

    @Test
    void everyRuleDecidesAFailure() {
        List<Rule> deciding = failures().stream()
                .map(f -> new Scene(f.story()))
                .map(scene -> Rules.IN_ORDER.stream()
                        .filter(rule -> !rule.judge(scene).isEmpty())
                        .findFirst()
                        .orElseThrow())
                .distinct()
                .toList();

        assertThat(deciding).containsExactlyInAnyOrderElementsOf(Rules.IN_ORDER);
    }

    @Test
    void aCertificateVerdictStandsThoughItWasOverruled() {
        Failure insecure = failures().stream()
                .filter(f -> f.name().equals("insecure"))
                .findFirst()
                .orElseThrow();

        assertThat(Diagnosis.of(insecure.story()).isOk()).isFalse();
        assertThat(insecure.story().established()).isPresent();
    }

    private static String text(Diagnosis diagnosis) {
        return diagnosis.verdicts().stream().map(VerdictTest::text).collect(Collectors.joining("\n"));
    }

    private static String text(Verdict v) {
        return Stream.of(
                                Stream.of(
                                        v.code() + ", " + v.confidence() + ", exit " + v.exitCode(),
                                        "title     " + v.title()),
                                v.what().stream().map(s -> "what      " + s),
                                Stream.of("whose     " + v.whose()),
                                v.fix().stream().map(s -> "fix       " + s),
                                v.check().stream().map(s -> "check     " + s),
                                v.sameAs().stream().map(s -> "same as   " + s),
                                v.evidence().stream().map(e -> "evidence  " + e.text() + " (" + e.where() + ")"))
                        .flatMap(s -> s)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
