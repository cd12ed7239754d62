// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Anchor;
import dev.limpid.observe.PathFacts.Link;
import dev.limpid.wire.DecodeException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Turns certificates into facts for observers. Names stay as they came, but of very many only the first hundred are told. */
public final class PathTold {
    private static final int NAMES = 100;

    private PathTold() {}

    /** What a verifier that is not of this library knows of {@code chain}, the peer's own certificate first. */
    public static PathFacts of(
            Optional<ServerName> expected,
            List<X509Certificate> chain,
            String trustSource,
            List<PathFacts.Check> checks) {
        return new PathFacts(
                expected.map(ServerName::text),
                chain.stream().map(PathTold::link).toList(),
                Optional.empty(),
                trustSource,
                checks);
    }

    static PathFacts facts(
            Optional<ServerName> expected, Optional<CandidatePath> path, TrustAnchors anchors, Findings findings) {
        return new PathFacts(
                expected.map(ServerName::text),
                path.map(found -> found.links().stream().map(PathTold::link).toList())
                        .orElse(List.of()),
                path.flatMap(CandidatePath::anchor).map(PathTold::anchor),
                anchors.describe(),
                findings.toChecks());
    }

    private static Link link(X509Certificate certificate) {
        return new Link(
                Names.of(certificate.getSubjectX500Principal()),
                Names.of(certificate.getIssuerX500Principal()),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                CertificateKey.ofCertificate(X509.der(certificate)).toString(),
                CertificateSignature.of(certificate).name(),
                X509.sha256(X509.der(certificate)).toHex(),
                names(certificate),
                true);
    }

    private static Anchor anchor(X509Certificate certificate) {
        return new Anchor(
                Names.of(certificate.getSubjectX500Principal()),
                X509.sha256(X509.der(certificate)).toHex());
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            return SubjectAltName.of(certificate).stream()
                    .limit(NAMES)
                    .map(SubjectAltName::toString)
                    .toList();
        } catch (DecodeException malformed) {
            return List.of();
        }
    }
}
