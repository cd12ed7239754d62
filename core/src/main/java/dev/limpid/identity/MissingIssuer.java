// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why no path leads to an anchor: did the peer forget an intermediate certificate, or is its CA one that nobody here trusts?
 * The missing certificate isn't there to ask, so this goes by traces of it: the peer's own name for its issuer's issuer, an
 * address from which the issuer's certificate could be fetched (which public CAs put into certificates that an intermediate
 * issued), the issuer's name. A wrong guess changes an explanation, never whether the peer is trusted.
 */
final class MissingIssuer {
    private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final Set<String> COMMONPLACE = Set.of(
            "ca",
            "root",
            "intermediate",
            "issuing",
            "sub",
            "subordinate",
            "authority",
            "certificate",
            "certification",
            "certificates",
            "global",
            "trust",
            "trusted",
            "tls",
            "ssl",
            "rsa",
            "ecc",
            "ecdsa",
            "secure",
            "server",
            "test",
            "class",
            "primary",
            "services",
            "service",
            "network",
            "the",
            "and",
            "for",
            "inc",
            "ltd",
            "llc",
            "gmbh",
            "corporation",
            "limited",
            "public",
            "private",
            "internal",
            "local",
            "signing",
            "my");

    private MissingIssuer() {}

    /** The fault of {@code path}, which ends in the air. */
    static Finding explain(CandidatePath path, TrustAnchors anchors) {
        X509Certificate top = path.top();
        String issuer = "\"" + Names.shortName(top.getIssuerX500Principal()) + "\"";
        String consulted = anchors.source();
        if (path.links().size() == 1 && isSelfIssued(top)) {
            return unknown("the certificate is self-signed, and " + consulted + " does not contain it");
        }
        if (isSelfIssued(top)) {
            return unknown("the chain ends at " + issuer + ", which " + consulted + " does not contain");
        }
        List<X509Certificate> namesakes = anchors.named(top.getIssuerX500Principal());
        if (namesakes.stream().anyMatch(PathSearch::mayIssue)) {
            return unknown(consulted + " has a CA called " + issuer + ", but with another key");
        }
        if (!namesakes.isEmpty()) {
            return new Finding(
                    Violation.CERTIFICATE_NOT_A_CA,
                    Check.Kind.CHAIN,
                    issuer + " in " + consulted + " cannot serve as a CA");
        }
        String what = Names.shortName(top.getSubjectX500Principal()) + " was issued by " + issuer
                + ", which the peer did not send and " + consulted + " does not contain";
        return traceOfIntermediate(path, anchors)
                .map(trace ->
                        new Finding(Violation.CERTIFICATE_CHAIN_INCOMPLETE, Check.Kind.CHAIN, what + "; " + trace))
                .orElseGet(() -> unknown(what));
    }

    /** What suggests that the missing issuer is an intermediate whose own issuer is trusted. */
    private static Optional<String> traceOfIntermediate(CandidatePath path, TrustAnchors anchors) {
        X509Certificate top = path.top();
        Optional<X509Certificate> certain = KeyIdentifiers.issuerOfIssuer(top).stream()
                .flatMap(name -> anchors.named(name).stream())
                .findFirst();
        if (certain.isPresent()) {
            return certain.map(anchor -> "that CA's issuer \"" + Names.shortName(anchor.getSubjectX500Principal())
                    + "\" is trusted, so the chain would be complete");
        }
        Optional<X509Certificate> kin = anchors.certificates().stream()
                .filter(anchor -> areKin(anchor, top))
                .findFirst();
        if (kin.isPresent()) {
            return kin.map(anchor ->
                    "its name points to the trusted \"" + Names.shortName(anchor.getSubjectX500Principal()) + "\"");
        }
        boolean leafAlone = path.links().size() == 1;
        if (leafAlone && top.getExtensionValue(AUTHORITY_INFORMATION_ACCESS) != null) {
            return Optional.of("the certificate says where that CA's certificate can be fetched, as intermediates' do");
        }
        return Optional.empty();
    }

    /** Whether the missing issuer's name shares its organization, or a telling word of its common name, with the anchor's. */
    private static boolean areKin(X509Certificate anchor, X509Certificate top) {
        String issuer = Names.of(top.getIssuerX500Principal());
        String trusted = Names.of(anchor.getSubjectX500Principal());
        String organization = Names.attribute(issuer, "O");
        if (!organization.isEmpty()) {
            return organization.equalsIgnoreCase(Names.attribute(trusted, "O"));
        }
        Set<String> words = tellingWords(Names.attribute(issuer, "CN"));
        words.retainAll(tellingWords(Names.attribute(trusted, "CN")));
        return !words.isEmpty();
    }

    private static Set<String> tellingWords(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 2 && !COMMONPLACE.contains(word) && !word.matches("[a-z]?[0-9]+"))
                .collect(Collectors.toSet());
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    }

    private static Finding unknown(String text) {
        return new Finding(Violation.CERTIFICATE_UNKNOWN_CA, Check.Kind.CHAIN, text);
    }
}
