// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The dates along a path. An anchor's dates do not count (RFC 5280 section 6.1.1). */
final class PathValidity {
    private PathValidity() {}

    /** Judges every link at {@code now}, by its own. */
    static void check(List<X509Certificate> links, Instant now, Findings findings) {
        for (X509Certificate link : links) {
            if (now.isBefore(notBefore(link))) {
                findings.fail(
                        Violation.CERTIFICATE_NOT_YET_VALID,
                        Check.Kind.TIME,
                        name(link) + " is valid from " + notBefore(link) + " on, in "
                                + span(Duration.between(now, notBefore(link))));
            } else if (now.isAfter(notAfter(link))) {
                findings.fail(
                        Violation.CERTIFICATE_EXPIRED,
                        Check.Kind.TIME,
                        name(link) + " expired on " + notAfter(link) + ", "
                                + span(Duration.between(notAfter(link), now)) + " ago");
            }
        }
        if (findings.isFlawless(Check.Kind.TIME)) {
            findings.pass(Check.Kind.TIME, day(from(links)) + "…" + day(until(links)));
        }
    }

    /** An instant at which all links are valid, {@code now} if possible: so that an expired chain can still be checked. */
    static Optional<Instant> common(List<X509Certificate> links, Instant now) {
        Instant from = from(links);
        Instant until = until(links);
        if (from.isAfter(until)) {
            return Optional.empty();
        }
        return Optional.of(now.isBefore(from) ? from : now.isAfter(until) ? until : now);
    }

    private static Instant from(List<X509Certificate> links) {
        Instant latest = Instant.MIN;
        for (X509Certificate link : links) {
            latest = notBefore(link).isAfter(latest) ? notBefore(link) : latest;
        }
        return latest;
    }

    private static Instant until(List<X509Certificate> links) {
        Instant earliest = Instant.MAX;
        for (X509Certificate link : links) {
            earliest = notAfter(link).isBefore(earliest) ? notAfter(link) : earliest;
        }
        return earliest;
    }

    private static Instant notBefore(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    private static Instant notAfter(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String name(X509Certificate certificate) {
        return Names.shortName(certificate.getSubjectX500Principal());
    }

    private static String span(Duration duration) {
        long days = duration.toDays();
        long hours = duration.toHours();
        if (days >= 2) {
            return days + " days";
        }
        return hours >= 2 ? hours + " hours" : Math.max(1, duration.toMinutes()) + " minutes";
    }
}
