// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import java.util.List;

/** The server forgot its intermediate certificate. */
final class ChainIncomplete extends CertificateRule {
    ChainIncomplete() {
        super(Violation.CERTIFICATE_CHAIN_INCOMPLETE);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        long sent = scene.path().stream()
                .flatMap(f -> f.links().stream())
                .filter(PathFacts.Link::sent)
                .count();
        String host = scene.peer();
        // the verifier goes by traces of the missing certificate, and says which; only its issuer's name is proof
        String finding = finding(scene, Check.Kind.CHAIN);
        boolean proven = finding.contains("chain would be complete");
        String title = "the server did not send its intermediate certificate";
        return List.of((proven
                        ? Verdict.certain("CERT.CHAIN.INCOMPLETE", ExitCode.CHAIN, title)
                        : Verdict.likely("CERT.CHAIN.INCOMPLETE", ExitCode.CHAIN, title))
                .what(host + " sent " + Phrase.count(sent, "certificate") + ". " + finding)
                .whose("the server's configuration")
                .fix(
                        "make the server send leaf + intermediate:",
                        "  nginx    ssl_certificate fullchain.pem;",
                        "  Java     openssl pkcs12 -export -in leaf.pem -certfile intermediate.pem -inkey key.pem -out server.p12",
                        "  limpid   serve --cert fullchain.pem --key key.pem",
                        "do not import " + host
                                + "'s certificate into your trust store: that hides the fault until the next renewal.")
                .check(again(scene, "\"certificate trusted\""))
                .java("PKIX path building failed: … unable to find valid certification path to requested target")
                .openssl("unable to get local issuer certificate (20); browsers may still work")
                .evidence(seen(scene))
                .verdict());
    }
}
