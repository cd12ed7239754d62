// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** A certificate cannot be read, its signature is wrong, or the verifier has another reason. */
final class CertificateBroken extends CertificateRule {
    CertificateBroken() {
        super(
                Violation.CERTIFICATE_MALFORMED,
                Violation.CERTIFICATE_BAD_SIGNATURE,
                Violation.CERTIFICATE_UNACCEPTABLE,
                Violation.EMPTY_CERTIFICATE,
                Violation.ACCESS_DENIED);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        String title = scene.pathViolation().map(Violation::sentence).orElseThrow();
        return List.of(Verdict.certain("CERT.INVALID", ExitCode.CERTIFICATE, title)
                .what(finding(scene, Check.Kind.SIGNATURE))
                .whose("the server's: its certificate file is damaged or made wrongly; or somebody between changed it")
                .fix("look at the file with openssl x509 -in leaf.pem -text, and have it issued anew")
                .check(again(scene, "\"certificate trusted\""))
                .java("CertificateException, or SignatureException")
                .openssl("certificate signature failure (7)")
                .evidence(seen(scene))
                .verdict());
    }
}
