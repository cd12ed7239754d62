// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.PathFacts.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The certificate is for other names. */
final class NameMismatch extends CertificateRule {
    private static final int LONGEST = 253;

    NameMismatch() {
        super(Violation.CERTIFICATE_NAME_MISMATCH);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        String expected = scene.path()
                .flatMap(PathFacts::expectedName)
                .orElse(scene.attempt().host());
        List<String> names = scene.path().stream()
                .flatMap(f -> f.links().stream().limit(1))
                .flatMap((Link leaf) -> leaf.names().stream())
                .sorted(Comparator.comparingInt(n -> distance(bare(n), expected)))
                .toList();
        String sni = scene.offers()
                .serverName()
                .map(s -> "asked for " + Phrase.name(s))
                .orElse("sent no server name");
        return List.of(Verdict.certain(
                        "CERT.NAME.MISMATCH", ExitCode.HOST_NAME, "the certificate is not for " + Phrase.name(expected))
                .what(
                        finding(scene, Check.Kind.NAME),
                        names.isEmpty()
                                ? "It has no subjectAltName; a common name does not count (RFC 9525)."
                                : "It is for, nearest first: " + Phrase.list(names) + ".",
                        "The client " + sni
                                + ". A server that does not know the name often answers with its default certificate.")
                .whose("the server's, or the name or address that was used to reach it")
                .fix(
                        "connect by a name that the certificate has, or",
                        "have the certificate issued with subjectAltName " + Phrase.name(expected) + ", or",
                        "if the server has several sites: give the right site this certificate and this name",
                        "a wildcard stands for exactly one label; an IP address needs an iPAddress entry")
                .check(again(scene, "\"certificate trusted\""))
                .java("No subject alternative DNS name matching " + Phrase.name(expected) + " found")
                .openssl("hostname mismatch (62), or IP address mismatch (64)")
                .evidence(seen(scene))
                .verdict());
    }

    private static String bare(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    /** Edits from {@code a} to {@code b}; names too long to be one are far away. */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
