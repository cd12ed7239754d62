// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Escape;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.wire.DecodeException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the leaf is for the expected name, and if not, what it is for and why that is not the same. */
public final class NameCheck {
    private static final int LISTED = 5;

    private NameCheck() {}

    /** Whether {@code leaf} is for {@code expected} as RFC 9525 says; for verifiers that do not look at names. */
    public static Check of(X509Certificate leaf, ServerName expected) {
        Findings findings = new Findings();
        check(leaf, expected, findings);
        return findings.toChecks().stream()
                .filter(check -> check.kind() == Check.Kind.NAME)
                .findFirst()
                .orElseThrow();
    }

    static void check(X509Certificate leaf, ServerName expected, Findings findings) {
        List<SubjectAltName> names;
        try {
            names = SubjectAltName.of(leaf);
        } catch (DecodeException malformed) {
            findings.fail(Violation.CERTIFICATE_MALFORMED, Check.Kind.NAME, "subjectAltName cannot be read");
            return;
        }
        Optional<SubjectAltName> match =
                names.stream().filter(name -> NameMatch.matches(name, expected)).findFirst();
        if (match.isPresent()) {
            findings.pass(
                    Check.Kind.NAME,
                    expected + " = SAN[" + names.indexOf(match.get()) + "]"
                            + (NameMatch.isWildcard(match.get())
                                    ? " " + Escape.text(match.get().toString())
                                    : ""));
            return;
        }
        findings.fail(Violation.CERTIFICATE_NAME_MISMATCH, Check.Kind.NAME, explain(leaf, names, expected));
    }

    private static String explain(X509Certificate leaf, List<SubjectAltName> names, ServerName expected) {
        if (names.isEmpty()) {
            String common = Names.attribute(Names.of(leaf.getSubjectX500Principal()), "CN");
            return common.isEmpty()
                    ? "the certificate names nobody: it has no subjectAltName"
                    : "the certificate has no subjectAltName; its common name \"" + Escape.text(common)
                            + "\" does not count (RFC 9525)";
        }
        List<SubjectAltName> nearest = NameMatch.nearest(names, expected);
        String listed = nearest.stream()
                .limit(LISTED)
                .map(name -> Escape.text(name.toString()))
                .collect(Collectors.joining(", "));
        String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
        return expected + " is not among " + listed + more + hint(nearest, expected);
    }

    private static String hint(List<SubjectAltName> names, ServerName expected) {
        if (!expected.isDns()) {
            boolean asText = names.stream()
                    .anyMatch(name ->
                            name instanceof SubjectAltName.Dns dns && dns.name().equals(expected.text()));
            return asText ? "; an address has to be an iPAddress, not a dNSName" : "";
        }
        boolean tooDeep = names.stream()
                .anyMatch(name -> name instanceof SubjectAltName.Dns dns
                        && NameMatch.isWildcard(dns)
                        && expected.text().endsWith(dns.name().substring(1)));
        boolean bare = names.stream()
                .anyMatch(name ->
                        name instanceof SubjectAltName.Dns dns && dns.name().equals("*." + expected.text()));
        return tooDeep || bare ? "; a wildcard stands for exactly one label" : "";
    }
}
