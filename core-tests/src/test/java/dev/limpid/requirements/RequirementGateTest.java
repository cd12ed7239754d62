// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.requirements.Requirement.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every MUST of RFC 9846 is obeyed by code that names it, and proven by a test that names it, or excepted with a reason. */
class RequirementGateTest {
    /** Surefire runs each module's tests in the module's folder. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Path PAGE = ROOT.resolve("docs").resolve("requirements.md");
    private static final boolean UPDATE = "update".equals(System.getProperty("limpid.golden"));
    private static final Coverage TREE =
            new Coverage(Requirement.all(), Citations.of(ROOT), Table.byId("exceptions.txt"));

    @BeforeAll
    static void tellsTheCoverageAndRewritesWhatIsDerived() throws IOException {
        String summary = new RequirementsPage(TREE).summary();
        System.out.println(summary);
        if (UPDATE) {
            Files.writeString(PAGE, new RequirementsPage(TREE).markdown());
            Table.rewrite("open.txt", stillOpen());
        }
    }

    @Test
    void everyMustIsCitedByCodeAndByATestOrExcepted() {
        SortedMap<String, String> known = Table.byId("open.txt");
        List<String> uncovered = TREE.open().entrySet().stream()
                .filter(open -> !Set.of(known.getOrDefault(open.getKey(), "").split(" "))
                        .containsAll(open.getValue()))
                .map(open -> open.getKey() + " lacks " + open.getValue())
                .toList();

        assertThat(uncovered)
                .as("MUSTs without code or test; cite them or except them")
                .isEmpty();
    }

    @Test
    void noCitationAndNoExceptionIsWrong() {
        assertThat(TREE.faults()).isEmpty();
    }

    @Test
    void theListOfOpenOnesNamesOnlyMusts() {
        Set<String> musts = new TreeSet<>();
        TREE.requirements().stream().filter(r -> r.level() == Level.MUST).forEach(r -> musts.add(r.id()));

        assertThat(musts).hasSize(329).containsAll(Table.byId("open.txt").keySet());
    }

    @Test
    void thePageIsCurrent() throws IOException {
        assumeTrue(Table.lines("open.txt").isEmpty(), "the page is held to the citations once none is open");
        assertThat(PAGE).content().isEqualTo(new RequirementsPage(TREE).markdown());
    }

    @Test
    void aMustWithoutCodeOrWithoutTestIsOpen() {
        Coverage coverage = coverage(cited("R1-1", "R1-2"), cited("R1-2", "R1-3"), Map.of());

        assertThat(coverage.open())
                .isEqualTo(Map.of("R1-1", Set.of("test"), "R1-3", Set.of("code"), "R1-4", Set.of("code", "test")));
    }

    @Test
    void anExceptionClosesAMustAndMayNotOutliveItsReason() {
        Coverage coverage = coverage(cited("R1-1"), cited("R1-1"), Map.of("R1-1", "why", "R1-4", "why", "R1-5", "why"));

        assertThat(coverage.open()).containsOnlyKeys("R1-2", "R1-3");
        assertThat(coverage.faults())
                .containsExactly(
                        "an exception for R1-5, which is no MUST",
                        "the exception for R1-1 is no longer needed: code and tests cite it");
    }

    @Test
    void aCitationOfNothingOrOutOfShapeIsAFault() {
        Citations citations = new Citations(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        citations.add(
                "Somewhere",
                List.of(
                        "    //= R1-1",
                        "    obey();",
                        "//= R7.7-7",
                        "more();",
                        "//=R1-2",
                        "//= R1-3 indeed",
                        "//= R1-4",
                        "",
                        "last(); //= R1-5"),
                citations.code());
        Coverage coverage = new Coverage(fiveRequirements(), citations, new TreeMap<>());

        assertThat(citations.code()).containsOnlyKeys("R1-1", "R1-5", "R7.7-7");
        assertThat(coverage.faults())
                .containsExactly(
                        "no requirement R7.7-7, cited in [Somewhere]",
                        "not a citation: Somewhere:5: //=R1-2",
                        "not a citation: Somewhere:6: //= R1-3 indeed",
                        "not a citation: Somewhere:7: //= R1-4");
    }

    /** What was open before and still is: the list only ever shrinks. */
    private static List<String> stillOpen() {
        SortedMap<String, String> known = Table.byId("open.txt");
        return TREE.open().entrySet().stream()
                .filter(open -> known.containsKey(open.getKey()))
                .map(open -> {
                    SortedSet<String> both = new TreeSet<>(open.getValue());
                    both.retainAll(Set.of(known.get(open.getKey()).split(" ")));
                    return both.isEmpty() ? "" : open.getKey() + "\t" + String.join(" ", both);
                })
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Coverage coverage(
            Map<String, SortedSet<String>> code, Map<String, SortedSet<String>> tests, Map<String, String> exceptions) {
        return new Coverage(fiveRequirements(), new Citations(code, tests, List.of()), new TreeMap<>(exceptions));
    }

    /** Four MUSTs and a SHOULD. */
    private static List<Requirement> fiveRequirements() {
        return List.of(
                new Requirement("R1-1", "1 One", Level.MUST, "both", "first"),
                new Requirement("R1-2", "1 One", Level.MUST, "both", "second"),
                new Requirement("R1-3", "1 One", Level.MUST, "both", "third"),
                new Requirement("R1-4", "1 One", Level.MUST, "both", "fourth"),
                new Requirement("R1-5", "1 One", Level.SHOULD, "both", "fifth"));
    }

    private static Map<String, SortedSet<String>> cited(String... ids) {
        Map<String, SortedSet<String>> cited = new TreeMap<>();
        for (String id : ids) {
            cited.put(id, new TreeSet<>(Set.of("Somewhere")));
        }
        return cited;
    }
}
