// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** The chain breaks a rule of one of its CAs. */
final class PathTooLong extends CertificateRule {
    PathTooLong() {
        super(
                Violation.CERTIFICATE_PATH_TOO_LONG,
                Violation.CERTIFICATE_NOT_A_CA,
                Violation.CERTIFICATE_NAME_CONSTRAINT);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        String title = scene.pathViolated(Violation.CERTIFICATE_PATH_TOO_LONG)
                ? "the chain is longer than one of its CAs allows"
                : scene.pathViolated(Violation.CERTIFICATE_NOT_A_CA)
                        ? "a certificate in the chain is not a CA's"
                        : "a CA in the chain may not vouch for this name";
        return List.of(Verdict.certain("CERT.PATHLEN", ExitCode.CERTIFICATE, title)
                .what(finding(scene, Check.Kind.CHAIN))
                .whose("the issuer's: the chain breaks a constraint of a CA above (basicConstraints, nameConstraints)")
                .fix(
                        "have the certificate issued by a CA that may, or the CA's certificate issued with the right constraints")
                .check(again(scene, "\"certificate trusted\""))
                .java("basicConstraints check failed: …")
                .openssl(
                        "path length constraint exceeded (25), invalid CA certificate (24), permitted subtree violation (47)")
                .evidence(seen(scene))
                .verdict());
    }
}
