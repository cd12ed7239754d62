// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** A certificate may not be used for this. */
final class WrongPurpose extends CertificateRule {
    WrongPurpose() {
        super(Violation.CERTIFICATE_WRONG_PURPOSE, Violation.CERTIFICATE_UNKNOWN_CRITICAL);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        return List.of(
                Verdict.certain("CERT.PURPOSE", ExitCode.CERTIFICATE, "a certificate may not be used for a server")
                        .what(finding(scene, Check.Kind.PURPOSE))
                        .whose("the issuer's, or the server's choice of certificate")
                        .fix(
                                "use a certificate issued for servers: extendedKeyUsage serverAuth, keyUsage digitalSignature",
                                "TLS 1.3 servers always sign: keyUsage keyEncipherment alone does not do")
                        .check(again(scene, "\"certificate trusted\""))
                        .java("Extended key usage does not permit use for TLS server authentication")
                        .openssl("unsuitable certificate purpose (26)")
                        .evidence(seen(scene))
                        .verdict());
    }
}
