// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import dev.limpid.requirements.Requirement.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** docs/requirements.md: what is covered, section by section and requirement by requirement. */
final class RequirementsPage {
    private static final String HEAD = """
            # The requirements of RFC 9846

            Every MUST of the RFC that binds an implementation is named beside the code that obeys it and beside a test that proves it, or has an
            exception with its reason. A test of the build (`RequirementGateTest`) fails otherwise. It also writes this page: run it with
            `-Dlimpid.golden=update` after changing a citation. The sentences are shortened and in our words; only the RFC's bind.

            MUST stands for MUST NOT, SHALL and REQUIRED too, SHOULD for RECOMMENDED and MAY for OPTIONAL. "Proven" means cited by code and by a test.

            """;

    private final Coverage coverage;

    RequirementsPage(Coverage coverage) {
        this.coverage = coverage;
    }

    String markdown() {
        return HEAD + "## By section\n\n" + summary() + "\n## Exceptions\n\n" + exceptions()
                + "\n## SHOULDs that no code cites\n\n" + uncitedShoulds() + everyRequirement();
    }

    /** One row a section. */
    String summary() {
        StringBuilder out = new StringBuilder("""
                | section | MUST | by code | by a test | proven | excepted | open | SHOULD by code |
                |---|---|---|---|---|---|---|---|
                """);
        bySection().forEach((section, requirements) -> out.append(row(section, requirements)));
        return out.append(row("**all**", coverage.requirements())).toString();
    }

    private String row(String section, List<Requirement> of) {
        List<Requirement> musts =
                of.stream().filter(r -> r.level() == Level.MUST).toList();
        List<Requirement> shoulds =
                of.stream().filter(r -> r.level() == Level.SHOULD).toList();
        return "| %s | %d | %d | %d | %d | %d | %d | %d of %d |\n"
                .formatted(
                        section,
                        musts.size(),
                        count(musts, r -> !coverage.code(r).isEmpty()),
                        count(musts, r -> !coverage.tests(r).isEmpty()),
                        count(musts, coverage::isProven),
                        count(musts, coverage::isExcepted),
                        count(musts, r -> !coverage.isProven(r) && !coverage.isExcepted(r)),
                        count(shoulds, r -> !coverage.code(r).isEmpty()),
                        shoulds.size());
    }

    private String exceptions() {
        return "| id | what | why it needs no citation |\n|---|---|---|\n"
                + coverage.requirements().stream()
                        .filter(coverage::isExcepted)
                        .map(r -> "| %s | %s | %s |\n"
                                .formatted(
                                        r.id(), said(r), coverage.exceptions().get(r.id())))
                        .collect(Collectors.joining());
    }

    private String uncitedShoulds() {
        return coverage.requirements().stream()
                .filter(r -> r.level() == Level.SHOULD && coverage.code(r).isEmpty())
                .map(r -> "- %s %s\n".formatted(r.id(), said(r)))
                .collect(Collectors.joining());
    }

    private String everyRequirement() {
        StringBuilder out = new StringBuilder();
        bySection().forEach((section, requirements) -> {
            out.append("\n## ")
                    .append(section)
                    .append("\n\n| id | level | what | code | tests |\n|---|---|---|---|---|\n");
            for (Requirement r : requirements) {
                out.append("| %s | %s | %s | %s | %s |\n"
                        .formatted(r.id(), r.level(), said(r), names(coverage.code(r)), names(coverage.tests(r))));
            }
        });
        return out.toString();
    }

    private Map<String, List<Requirement>> bySection() {
        return coverage.requirements().stream()
                .collect(Collectors.groupingBy(Requirement::section, LinkedHashMap::new, Collectors.toList()));
    }

    private static String said(Requirement r) {
        return r.who().equals("both") ? r.what() : r.who() + ": " + r.what();
    }

    private static String names(SortedSet<String> classes) {
        return String.join(", ", classes);
    }

    private static long count(List<Requirement> of, Predicate<Requirement> test) {
        return of.stream().filter(test).count();
    }
}
