// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.PathFacts.Link;
import java.util.List;

/** The chain ends at a CA that nobody here trusts: a private CA, an inspecting proxy, or the wrong trust store. */
final class AnchorUnknown extends CertificateRule {
    AnchorUnknown() {
        super(Violation.CERTIFICATE_UNKNOWN_CA);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        List<Link> links = scene.path().map(PathFacts::links).orElse(List.of());
        boolean selfSigned = links.size() == 1
                && links.getFirst().subject().equals(links.getFirst().issuer());
        String top =
                links.isEmpty() ? "its issuer" : Phrase.subject(links.getLast().issuer());
        String title = selfSigned
                ? "the certificate is self-signed, and not in your trust store"
                : "the chain ends at a CA that your trust store does not contain";
        return List.of(Verdict.certain("CERT.ANCHOR.UNKNOWN", ExitCode.ANCHOR, title)
                .what(
                        scene.peer() + " sent a chain that ends at " + top + ". "
                                + Phrase.sentence(finding(scene, Check.Kind.CHAIN)),
                        "Consulted: " + scene.path().map(Phrase::store).orElse("the trust store") + "; no other.")
                .whose("yours, if " + top + " is a CA you mean to trust; otherwise whoever answers for " + scene.peer()
                        + " (a proxy that inspects TLS looks exactly like this)")
                .fix(
                        "get that CA's root certificate from whoever runs it, not from this connection, then:",
                        "  limpid   --cacert root.pem",
                        "  Java     keytool -importcert -file root.pem -alias lab-root -cacerts",
                        "  OpenSSL  -CAfile root.pem")
                .check(again(scene, "\"certificate trusted\""))
                .java("PKIX path building failed: … unable to find valid certification path to requested target")
                .openssl(
                        selfSigned
                                ? "self-signed certificate (18)"
                                : "unable to get local issuer certificate (20), or self-signed certificate in certificate chain (19)")
                .evidence(seen(scene))
                .verdict());
    }
}
