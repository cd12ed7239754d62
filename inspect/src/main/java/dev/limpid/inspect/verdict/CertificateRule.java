// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.inspect.verdict.Verdict.Evidence;
import dev.limpid.observe.Event;
import dev.limpid.observe.Event.PathChecked;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A client found something wrong with the server's certificates. */
abstract class CertificateRule implements Rule {
    private final Set<Violation> violations;

    CertificateRule(Violation... violations) {
        this.violations = Set.of(violations);
    }

    @Override
    public final List<Verdict> judge(Scene scene) {
        return scene.isClient()
                        && scene.pathViolation().filter(violations::contains).isPresent()
                ? explain(scene)
                : List.of();
    }

    abstract List<Verdict> explain(Scene scene);

    /** What the verifier said about {@code kind}, as a sentence; empty if nothing. */
    static String finding(Scene scene, Check.Kind kind) {
        return scene.path().stream()
                .flatMap(f -> f.checks().stream())
                .filter(c -> c.kind() == kind && c.outcome() == Check.Outcome.FAILED)
                .map(c -> sentence(c.text()))
                .findFirst()
                .orElse(scene.detail().isEmpty() ? "" : sentence(scene.detail()));
    }

    /** The chain and the trust store, as the verifier saw them. */
    static List<Evidence> seen(Scene scene) {
        List<Evidence> evidence = new ArrayList<>();
        scene.path().ifPresent(facts -> {
            for (PathFacts.Link link : facts.links()) {
                evidence.addAll(scene.see(PathChecked.class, link(link)));
            }
            evidence.addAll(scene.see(PathChecked.class, "trust store: " + Phrase.store(facts)));
        });
        scene.violation()
                .ifPresent(v -> evidence.addAll(scene.see(
                        Event.Failed.class,
                        v + " (" + v.section() + "), "
                                + (scene.peerTold() ? "answered with " + v.alert() : "after our close_notify"))));
        return evidence;
    }

    static String[] again(Scene scene, String expectation) {
        String command = scene.attempt().command();
        return command.isEmpty() ? new String[0] : new String[] {command + "   → " + expectation};
    }

    private static String link(PathFacts.Link link) {
        return (link.sent() ? "sent: " : "found here: ") + Phrase.subject(link.subject()) + " by "
                + Phrase.subject(link.issuer()) + ", " + Phrase.day(link.notBefore()) + " to "
                + Phrase.day(link.notAfter()) + ", sha256 "
                + link.sha256().substring(0, Math.min(16, link.sha256().length())) + "…";
    }

    private static String sentence(String clause) {
        return Phrase.paragraph(clause) + ".";
    }
}
