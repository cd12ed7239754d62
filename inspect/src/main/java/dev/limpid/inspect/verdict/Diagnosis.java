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
 */
public record Diagnosis(List<Verdict> verdicts) {
    /** A diagnosis that keeps a copy of {@code verdicts}. @throws IllegalArgumentException if there are none */
    public Diagnosis {
        verdicts = List.copyOf(verdicts);
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
                return new Diagnosis(found.stream()
                        .sorted(Comparator.comparing(Verdict::confidence))
                        .map(v -> overruled(v, story))
                        .toList());
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
        return first().exitCode();
    }

    /** Whoever overrules a failed verification gets the verdict all the same, but the connection stood. */
    private static Verdict overruled(Verdict verdict, Story story) {
        boolean stood = story.attempt().insecure() && story.established().isPresent();
        return stood && verdict.code().startsWith("CERT.") ? verdict.exiting(ExitCode.FINDINGS) : verdict;
    }
}
