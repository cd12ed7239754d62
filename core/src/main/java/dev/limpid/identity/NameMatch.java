// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a certificate is for a server's name (RFC 9525 section 6). Only subjectAltName counts; the subject's common name
 * never does. DNS names compare label by label without regard to the case of ASCII letters; a wildcard must be the whole
 * left-most label, stands for exactly one label, and has to leave at least two labels to its right, so that no certificate
 * speaks for all of a top-level domain. IP addresses compare byte for byte. A presented name with a trailing dot, a
 * wildcard anywhere else, or a byte that host names cannot have never matches.
 */
public final class NameMatch {
    private static final int LISTED = 100;
    private static final int COMPARED = 255;

    private NameMatch() {}

    /**
     * Whether the certificate in DER is for {@code name}: also the question before a session is resumed under another name
     * (section 4.7.1). A certificate that cannot be read is for nobody.
     */
    public static boolean matches(Bytes certificate, ServerName name) {
        return X509.tryParse(certificate).flatMap(x509 -> find(x509, name)).isPresent();
    }

    /** The first of the certificate's names that stands for {@code name}. */
    static Optional<SubjectAltName> find(X509Certificate certificate, ServerName name) {
        try {
            return SubjectAltName.of(certificate).stream()
                    .filter(presented -> matches(presented, name))
                    .findFirst();
        } catch (DecodeException malformed) {
            return Optional.empty();
        }
    }

    static boolean matches(SubjectAltName presented, ServerName name) {
        return switch (presented) {
            case SubjectAltName.Dns dns -> name.isDns() && matchesDns(dns.name(), name.text());
            case SubjectAltName.Ip ip -> !name.isDns() && ip.address().equals(name.address());
            case SubjectAltName.Other other -> false;
        };
    }

    /** Whether a DNS name of a certificate is a wildcard. */
    static boolean isWildcard(SubjectAltName presented) {
        return presented instanceof SubjectAltName.Dns dns && dns.name().startsWith("*.");
    }

    /** The certificate's names, those that look most like {@code name} first; of very many, the first hundred. */
    static List<SubjectAltName> nearest(List<SubjectAltName> presented, ServerName name) {
        return presented.stream()
                .limit(LISTED)
                .sorted(Comparator.comparing((SubjectAltName each) -> !isOfTheSameKind(each, name))
                        .thenComparingInt(each -> distance(label(each), name.text())))
                .toList();
    }

    private static boolean isOfTheSameKind(SubjectAltName presented, ServerName name) {
        return name.isDns() ? presented instanceof SubjectAltName.Dns : presented instanceof SubjectAltName.Ip;
    }

    private static boolean matchesDns(String presented, String expected) {
        if (!presented.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return false;
        }
        String lower = presented.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("*.")) {
            return lower.indexOf('*') < 0 && lower.equals(expected);
        }
        String parent = lower.substring(1);
        int dot = expected.indexOf('.');
        return parent.indexOf('*') < 0
                && parent.indexOf('.', 1) > 1
                && dot > 0
                && expected.substring(dot).equals(parent);
    }

    private static String label(SubjectAltName name) {
        return switch (name) {
            case SubjectAltName.Dns dns -> dns.name().toLowerCase(Locale.ROOT);
            case SubjectAltName.Ip ip -> ip.toString().substring(3);
            case SubjectAltName.Other other -> other.toString();
        };
    }

    /** The edit distance (Levenshtein) of the last 255 characters of each. */
    private static int distance(String left, String right) {
        String a = left.substring(Math.max(0, left.length() - COMPARED));
        String b = right.substring(Math.max(0, right.length() - COMPARED));
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
