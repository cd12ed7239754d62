// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** A certificate was revoked. */
final class Revoked extends CertificateRule {
    Revoked() {
        super(Violation.CERTIFICATE_REVOKED, Violation.BAD_STATUS_RESPONSE);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        return List.of(Verdict.certain("CERT.REVOKED", ExitCode.CERTIFICATE, "a certificate was revoked")
                .what(finding(scene, Check.Kind.REVOCATION))
                .whose("the server's: it still uses a certificate that its issuer has withdrawn")
                .fix("find out why it was revoked (a stolen key?), then replace the certificate and its key")
                .check(again(scene, "\"certificate trusted\""))
                .java("CertificateRevokedException: Certificate has been revoked")
                .openssl("certificate revoked (23)")
                .evidence(seen(scene))
                .verdict());
    }
}
