// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** A key or a signature along the chain is too weak, or of a kind that is not supported. */
final class WeakAlgorithm extends CertificateRule {
    WeakAlgorithm() {
        super(Violation.CERTIFICATE_WEAK_ALGORITHM, Violation.CERTIFICATE_UNSUPPORTED_KEY);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        return List.of(Verdict.certain(
                        "CERT.ALGORITHM",
                        ExitCode.CERTIFICATE,
                        "a certificate's key or signature does not meet this side's policy")
                .what(finding(scene, Check.Kind.ALGORITHM))
                .whose("the issuer's; or this side's policy, if it is stricter than meant")
                .fix(
                        "have the certificate issued anew with EC P-256 or RSA ≥ 2048 and SHA-256 or better, the whole chain")
                .check(again(scene, "\"certificate trusted\""))
                .java("Algorithm constraints check failed (jdk.certpath.disabledAlgorithms in java.security)")
                .openssl("CA md too weak (68), ee key too small (66); set by @SECLEVEL in CipherString")
                .evidence(seen(scene))
                .verdict());
    }
}
