// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.Side;
import java.util.List;

/** The server wants a certificate of the client, and the client sent none. */
final class ClientCertificateRequired implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (!scene.isClient()) {
            return scene.violated(Violation.CERTIFICATE_REQUIRED) ? List.of(atServer(scene)) : List.of();
        }
        if (scene.alerted(AlertDescription.CERTIFICATE_REQUIRED)) {
            return List.of(atClient(scene, true));
        }
        boolean sentNone = scene.offers().certificateRequested()
                && scene.offers().certificates(Side.CLIENT).filter(n -> n == 0).isPresent();
        // servers of other stacks say it less clearly: Java's bad_certificate, others' handshake_failure
        boolean refused = scene.alerted(
                AlertDescription.BAD_CERTIFICATE,
                AlertDescription.HANDSHAKE_FAILURE,
                AlertDescription.CERTIFICATE_UNKNOWN,
                AlertDescription.ACCESS_DENIED);
        return sentNone && refused ? List.of(atClient(scene, false)) : List.of();
    }

    private static Verdict atClient(Scene scene, boolean certain) {
        String title = "the server requires a client certificate";
        return (certain
                        ? Verdict.certain("MTLS.REQUIRED", ExitCode.CLIENT_CERTIFICATE, title)
                        : Verdict.likely("MTLS.REQUIRED", ExitCode.CLIENT_CERTIFICATE, title))
                .what(
                        scene.peer() + " asked for a certificate, got none, and ended the connection.",
                        scene.isEstablished()
                                ? "In TLS 1.3 the client's handshake completes before the server has judged it: that is why it"
                                        + " first looked like success."
                                : "")
                .whose("yours: the client has to authenticate itself")
                .fix(
                        "give the client a certificate that the server's CA issued, and its key:",
                        "  limpid   --cert client.pem --key client-key.pem",
                        "  Java     a KeyManager, or -Djavax.net.ssl.keyStore=client.p12",
                        "  OpenSSL  -cert client.pem -key client-key.pem")
                .check(scene.attempt().command() + " --cert client.pem --key client-key.pem")
                .java("Received fatal alert: certificate_required (or bad_certificate)")
                .openssl("tlsv13 alert certificate required (116)")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict atServer(Scene scene) {
        return Verdict.certain(
                        "MTLS.REQUIRED",
                        ExitCode.CLIENT_CERTIFICATE,
                        "the client sent no certificate, and this server requires one")
                .what("The client saw the request and answered it with an empty list of certificates.")
                .whose("the client's: it has no certificate that it thinks fit, or was not told to use one")
                .fix(
                        "give the client a certificate and key; the request's CA list and signature schemes must fit it,",
                        "or make the certificate optional at this server")
                .java("Empty client certificate chain")
                .openssl("peer did not return a certificate")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
