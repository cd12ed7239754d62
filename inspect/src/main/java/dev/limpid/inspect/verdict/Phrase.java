// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.inspect.PeerText;
import dev.limpid.observe.PathFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns values into words for a verdict. Peers' texts are cut and made harmless here. */
final class Phrase {
    private static final int LIMIT = 80;
    private static final int PARAGRAPH = 320;
    private static final int LISTED = 8;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Phrase() {}

    /** {@code peers} text made harmless, not longer than a line of it should be. */
    static String cut(String peers) {
        String text = PeerText.harmless(peers);
        return text.codePointCount(0, text.length()) <= LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LIMIT)) + "…";
    }

    /** {@code peers} text made harmless, not longer than a paragraph should be. */
    static String paragraph(String peers) {
        String text = PeerText.harmless(peers);
        return text.codePointCount(0, text.length()) <= PARAGRAPH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PARAGRAPH)) + "…";
    }

    /** {@code clause} with the capital letter of a sentence's beginning. */
    static String sentence(String clause) {
        return clause.isEmpty() ? "" : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }

    /** A host's or certificate's name. */
    static String name(String text) {
        return cut(text);
    }

    /** A distinguished name by its CN, or as a whole. */
    static String subject(String distinguishedName) {
        for (String part : distinguishedName.split(",(?=\\s*[A-Za-z.0-9]+=)", -1)) {
            if (part.strip().regionMatches(true, 0, "CN=", 0, 3)) {
                return "\"" + cut(part.strip().substring(3)) + "\"";
            }
        }
        return "\"" + cut(distinguishedName) + "\"";
    }

    /** {@code values} with commas; a long list ends with how many more there are. */
    static String list(Collection<?> values) {
        String shown = values.stream().limit(LISTED).map(v -> cut(v.toString())).collect(Collectors.joining(", "));
        int more = values.size() - LISTED;
        return values.isEmpty() ? "nothing" : more > 0 ? shown + " and " + more + " more" : shown;
    }

    /** {@code 1 certificate}, {@code 3 certificates}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** The distance in its largest unit. */
    static String distance(Instant a, Instant b) {
        Duration d = Duration.between(a, b).abs();
        if (d.toDays() > 0) {
            return count(d.toDays(), "day");
        }
        return d.toHours() > 0 ? count(d.toHours(), "hour") : count(Math.max(1, d.toMinutes()), "minute");
    }

    /** Which trust store was asked. */
    static String store(PathFacts facts) {
        return facts.trustSource().isEmpty() ? "the trust store" : paragraph(facts.trustSource());
    }
}
