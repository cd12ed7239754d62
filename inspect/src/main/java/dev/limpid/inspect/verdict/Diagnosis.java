// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.inspect.Story;
import java.util.Comparator;
import java.util.List;

/**
 * The verdicts on one connection, the best first. If the first is not certain, the others are what it could be instead.
 *
 * @param verdicts at least one
 * @param findings what is worth knowing of a connection that stands, the gravest first
 */
public record Diagnosis(List<Verdict> verdicts, List<Verdict> findings) {
    /** A diagnosis that keeps copies. @throws IllegalArgumentException if there are no verdicts */
    public Diagnosis {
        verdicts = List.copyOf(verdicts);
        findings = List.copyOf(findings);
        if (verdicts.isEmpty()) {
            throw new IllegalArgumentException("a connection has at least one verdict");
        }
    }

    /** Explains {@code story}: the first rule that has an answer gives it. */
    public static Diagnosis of(Story story) {
        Scene scene = new Scene(story);
        for (Rule rule : Rules.IN_ORDER) {
            List<Verdict> found = rule.judge(scene);
            if (!found.isEmpty()) {
                // stable: verdicts of equal confidence stay in the order of the rule
                List<Verdict> verdicts = found.stream()
                        .sorted(Comparator.comparing(Verdict::confidence))
                        .map(v -> overruled(v, story))
                        .toList();
                return new Diagnosis(verdicts, verdicts.getFirst().isOk() ? findings(scene) : List.of());
            }
        }
        throw new IllegalStateException("the last rule has an answer to everything");
    }

    /** The best explanation. */
    public Verdict first() {
        return verdicts.getFirst();
    }

    /** What else it could be. */
    public List<Verdict> alternatives() {
        return verdicts.subList(1, verdicts.size());
    }

    /** Whether nothing went wrong. */
    public boolean isOk() {
        return first().isOk();
    }

    /** What the command should exit with. */
    public int exitCode() {
        boolean findingsCount = isOk() && findings.stream().anyMatch(f -> !f.isOk());
        return findingsCount ? ExitCode.FINDINGS : first().exitCode();
    }

    private static List<Verdict> findings(Scene scene) {
        return Rules.FINDINGS.stream()
                .flatMap(rule -> rule.judge(scene).stream())
                .toList();
    }

    /** Whoever overrules a failed verification gets the verdict all the same, but the connection stood. */
    private static Verdict overruled(Verdict verdict, Story story) {
        boolean stood = story.attempt().insecure() && story.established().isPresent();
        return stood && verdict.code().startsWith("CERT.") ? verdict.exiting(ExitCode.FINDINGS) : verdict;
    }
}
