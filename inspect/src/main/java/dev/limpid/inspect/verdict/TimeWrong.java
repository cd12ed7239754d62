// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.inspect.verdict.Verdict.Evidence;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.PathFacts.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A link has expired or is not valid yet, or it is this machine's clock that is wrong. */
final class TimeWrong extends CertificateRule {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    TimeWrong() {
        super(Violation.CERTIFICATE_EXPIRED, Violation.CERTIFICATE_NOT_YET_VALID);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        Instant now = scene.now().orElse(Instant.EPOCH);
        boolean expired = scene.pathViolated(Violation.CERTIFICATE_EXPIRED);
        List<Link> links = scene.path().map(PathFacts::links).orElse(List.of());
        List<Verdict> verdicts = new ArrayList<>();
        boolean told = scene.attempt()
                .peerClock()
                .filter(t -> Duration.between(t, now).abs().compareTo(TOLERANCE) > 0)
                .isPresent();
        // a machine whose clock stands before the birth of every link is more likely wrong than all their issuers
        boolean beforeAll = links.size() > 1 && links.stream().allMatch(l -> now.isBefore(l.notBefore()));
        if (told || beforeAll) {
            verdicts.add(skew(scene, now));
        }
        verdicts.add(
                expired
                        ? expired(scene, links, now, verdicts.isEmpty())
                        : notYet(scene, links, now, verdicts.isEmpty()));
        return verdicts;
    }

    private static Verdict expired(Scene scene, List<Link> links, Instant now, boolean certain) {
        String which = links.stream()
                .filter(l -> now.isAfter(l.notAfter()))
                .findFirst()
                .map(l -> Phrase.subject(l.subject()) + " expired " + Phrase.distance(l.notAfter(), now) + " ago, on "
                        + Phrase.day(l.notAfter()) + ".")
                .orElse(finding(scene, Check.Kind.TIME));
        return draft(certain, "CERT.TIME.EXPIRED", "a certificate has expired")
                .what(which, clock(scene, now))
                .whose("the server's")
                .fix(
                        "renew the certificate and make the server load it: many servers need a reload after a renewal",
                        "if it was renewed already, the server still holds the old file, or another machine answers")
                .check(again(scene, "\"certificate trusted\""))
                .java("CertificateExpiredException: NotAfter: …")
                .openssl("certificate has expired (10)")
                .evidence(seen(scene))
                .verdict();
    }

    private static Verdict notYet(Scene scene, List<Link> links, Instant now, boolean certain) {
        String which = links.stream()
                .filter(l -> now.isBefore(l.notBefore()))
                .findFirst()
                .map(l -> Phrase.subject(l.subject()) + " becomes valid in " + Phrase.distance(now, l.notBefore())
                        + ", on " + Phrase.day(l.notBefore()) + ".")
                .orElse(finding(scene, Check.Kind.TIME));
        return draft(certain, "CERT.TIME.NOT_YET", "a certificate is not valid yet")
                .what(which, clock(scene, now))
                .whose("the issuer's, or the clock of this machine")
                .fix("compare this machine's clock with another; if it is right, have the certificate issued anew")
                .check(again(scene, "\"certificate trusted\""))
                .java("CertificateNotYetValidException: NotBefore: …")
                .openssl("certificate is not yet valid (9)")
                .evidence(seen(scene))
                .verdict();
    }

    private static Verdict skew(Scene scene, Instant now) {
        String why = scene.attempt()
                .peerClock()
                .map(t -> "The server says that it is " + Phrase.day(t) + ".")
                .orElse("That is before every certificate of the chain became valid.");
        return Verdict.likely("CLOCK.SKEW", ExitCode.TIME, "the clock of this machine is wrong")
                .what(clock(scene, now), why)
                .whose("this machine's")
                .fix("set the clock: timedatectl set-ntp true, or as your system does it")
                .check("date -u", scene.attempt().command())
                .java("CertificateNotYetValidException, or CertificateExpiredException")
                .openssl("certificate is not yet valid (9), or certificate has expired (10)")
                .evidence(new Evidence("this machine's clock: " + Phrase.day(now), "start"))
                .evidence(seen(scene))
                .verdict();
    }

    private static Verdict.Draft draft(boolean certain, String code, String title) {
        return certain ? Verdict.certain(code, ExitCode.TIME, title) : Verdict.possible(code, ExitCode.TIME, title);
    }

    private static String clock(Scene scene, Instant now) {
        return scene.now().isEmpty()
                ? "When that was checked is unknown."
                : "This machine says that it is " + Phrase.day(now) + ".";
    }
}
