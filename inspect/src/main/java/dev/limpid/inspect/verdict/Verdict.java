// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An explanation of how a connection went. Immutable; every text is escaped, whatever a peer put into it. No trust decision ever
 * depends on a verdict.
 *
 * @param code stable, such as {@code CERT.CHAIN.INCOMPLETE}
 * @param title what happened, as a clause
 * @param what the explanation, a paragraph each
 * @param whose whose side it is
 * @param fix what to change, a line each; empty if there is nothing to
 * @param check what shows that it worked, a line each
 * @param sameAs what others call it, a line each
 * @param evidence what the verdict rests on
 * @param exitCode of the command
 */
public record Verdict(
        String code,
        Confidence confidence,
        String title,
        List<String> what,
        String whose,
        List<String> fix,
        List<String> check,
        List<String> sameAs,
        List<Evidence> evidence,
        int exitCode) {

    /** How sure a verdict is, the surest first. */
    public enum Confidence {
        /** The evidence leaves no other explanation. */
        CERTAIN,
        /** Other explanations are far-fetched. */
        LIKELY,
        /** One of several. */
        POSSIBLE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What a verdict rests on.
     *
     * @param where where it was seen, such as {@code event 7, 0.93 ms}; empty if outside the events
     */
    public record Evidence(String text, String where) {
        /** Evidence with its texts escaped. */
        public Evidence {
            text = Escape.text(text);
            where = Escape.text(where);
        }
    }

    /** A verdict with its texts escaped. */
    public Verdict {
        title = Escape.text(title);
        what = escaped(what);
        whose = Escape.text(whose);
        fix = escaped(fix);
        check = escaped(check);
        sameAs = escaped(sameAs);
        evidence = List.copyOf(evidence);
    }

    /** Whether nothing went wrong. */
    public boolean isOk() {
        return exitCode == ExitCode.OK;
    }

    /** This verdict with another exit code. */
    Verdict exiting(int other) {
        return new Verdict(code, confidence, title, what, whose, fix, check, sameAs, evidence, other);
    }

    static Draft certain(String code, int exitCode, String title) {
        return new Draft(code, Confidence.CERTAIN, exitCode, title);
    }

    static Draft likely(String code, int exitCode, String title) {
        return new Draft(code, Confidence.LIKELY, exitCode, title);
    }

    static Draft possible(String code, int exitCode, String title) {
        return new Draft(code, Confidence.POSSIBLE, exitCode, title);
    }

    private static List<String> escaped(List<String> texts) {
        return texts.stream().map(Escape::text).toList();
    }

    /** A verdict being written. */
    static final class Draft {
        private final String code;
        private final Confidence confidence;
        private final int exitCode;
        private final String title;
        private final List<String> what = new ArrayList<>();
        private final List<String> fix = new ArrayList<>();
        private final List<String> check = new ArrayList<>();
        private final List<String> sameAs = new ArrayList<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private String whose = "";

        private Draft(String code, Confidence confidence, int exitCode, String title) {
            this.code = code;
            this.confidence = confidence;
            this.exitCode = exitCode;
            this.title = title;
        }

        /** Blank paragraphs are left out. */
        Draft what(String... paragraphs) {
            Stream.of(paragraphs).filter(p -> !p.isBlank()).forEach(what::add);
            return this;
        }

        Draft whose(String text) {
            whose = text;
            return this;
        }

        Draft fix(String... lines) {
            fix.addAll(List.of(lines));
            return this;
        }

        /** Lines without a command, which begin with a blank, are left out. */
        Draft check(String... lines) {
            Stream.of(lines).filter(l -> !l.isBlank() && !l.startsWith(" ")).forEach(check::add);
            return this;
        }

        Draft java(String text) {
            sameAs.add("Java     " + text);
            return this;
        }

        Draft openssl(String text) {
            sameAs.add("OpenSSL  " + text);
            return this;
        }

        Draft evidence(List<Evidence> more) {
            evidence.addAll(more);
            return this;
        }

        Draft evidence(Evidence more) {
            evidence.add(more);
            return this;
        }

        Verdict verdict() {
            return new Verdict(code, confidence, title, what, whose, fix, check, sameAs, evidence, exitCode);
        }
    }
}
