// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import java.util.List;

/** The client sent its certificate without the CA certificate between it and what the server trusts. */
final class ClientIntermediateMissing implements Rule {
    private static final String CODE = "MTLS.INTERMEDIATE";
    private static final String TITLE = "the client did not send its intermediate certificate";

    @Override
    public List<Verdict> judge(Scene scene) {
        if (!scene.isClient()) {
            boolean incomplete = scene.violated(Violation.CERTIFICATE_CHAIN_INCOMPLETE)
                    && scene.path(Side.CLIENT).isPresent();
            return incomplete ? List.of(atServer(scene)) : List.of();
        }
        // Java servers say certificate_unknown or bad_certificate where the CA is unknown
        boolean refused = scene.alerted(
                AlertDescription.UNKNOWN_CA, AlertDescription.CERTIFICATE_UNKNOWN, AlertDescription.BAD_CERTIFICATE);
        boolean alone =
                scene.offers().certificates(Side.CLIENT).filter(n -> n == 1).isPresent();
        return refused && alone && scene.offers().isClientIssuedByOther() ? List.of(atClient(scene)) : List.of();
    }

    private static Verdict atClient(Scene scene) {
        return Verdict.likely(CODE, ExitCode.CLIENT_CERTIFICATE, TITLE)
                .what("It sent one certificate, whose issuer is none of the CAs that " + scene.peer()
                        + " lists. If one of those issued that issuer, the certificate between them is missing.")
                .whose("yours: the client has to send its whole chain")
                .fix(fix())
                .check(scene.attempt().command())
                .java("Received fatal alert: "
                        + scene.peerAlert().map(Object::toString).orElse("unknown_ca"))
                .openssl("tlsv1 alert unknown ca (48)")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict atServer(Scene scene) {
        String finding = scene.path(Side.CLIENT).stream()
                .flatMap(facts -> facts.checks().stream())
                .filter(check -> check.kind() == Check.Kind.CHAIN && check.outcome() == Check.Outcome.FAILED)
                .map(Check::text)
                .findFirst()
                .orElse(scene.detail());
        // the verifier goes by traces of the missing certificate; only its issuer's name is proof
        boolean proven = finding.contains("chain would be complete");
        return (proven
                        ? Verdict.certain(CODE, ExitCode.CLIENT_CERTIFICATE, TITLE)
                        : Verdict.likely(CODE, ExitCode.CLIENT_CERTIFICATE, TITLE))
                .what(Phrase.sentence(Phrase.paragraph(finding)) + ".")
                .whose("the client's: it has to send its whole chain")
                .fix(fix())
                .java("PKIX path building failed: … unable to find valid certification path to requested target")
                .openssl("unable to get local issuer certificate (20)")
                .evidence(CertificateRule.seen(scene))
                .verdict();
    }

    private static String[] fix() {
        return new String[] {
            "give the client leaf + intermediate:",
            "  limpid   --cert fullchain.pem --key client-key.pem",
            "  Java     openssl pkcs12 -export -in leaf.pem -certfile intermediate.pem -inkey key.pem -out client.p12",
            "  OpenSSL  -cert leaf.pem -cert_chain intermediate.pem -key client-key.pem"
        };
    }
}
