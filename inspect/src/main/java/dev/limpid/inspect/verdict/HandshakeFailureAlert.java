// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import java.util.ArrayList;
import java.util.List;

/** The server refused the ClientHello with an alert that does not tell why: ranked guesses, each with its probe. */
final class HandshakeFailureAlert implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean vague = scene.alerted(
                AlertDescription.HANDSHAKE_FAILURE,
                AlertDescription.INSUFFICIENT_SECURITY,
                // Java's answer when there is no common group
                AlertDescription.UNEXPECTED_MESSAGE);
        if (!scene.isClient() || !vague || scene.offers().serverSpoke()) {
            return List.of();
        }
        String alert = scene.peerAlert().orElseThrow().toString();
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(headline(scene, alert));
        if (scene.offers().hasHello() && scene.offers().serverName().isEmpty()) {
            verdicts.add(ServerNameRefused.required(
                    scene,
                    Verdict.possible(
                            "NEG.SNI.REQUIRED", ExitCode.SERVER_NAME, "the server needs a server name, and got none")));
        }
        verdicts.add(NothingInCommon.group(
                scene,
                "the server may have no key-exchange group of ours",
                offered(scene.offers().groups())));
        verdicts.add(NothingInCommon.suite(
                scene,
                "the server may have no cipher suite of ours",
                offered(scene.offers().suites())));
        verdicts.add(NothingInCommon.scheme(
                scene,
                "the server's certificate may fit no signature scheme of ours",
                offered(scene.offers().schemes())));
        return verdicts;
    }

    private static Verdict headline(Scene scene, String alert) {
        boolean none = alert.equals("handshake_failure") || alert.equals("insufficient_security");
        return Verdict.likely(
                        OtherAlert.code(alert),
                        none ? ExitCode.PARAMETERS : ExitCode.OTHER_ALERT,
                        "the server found nothing in the ClientHello that it could agree to")
                .what("It answered the ClientHello with the alert " + alert
                        + " and nothing else. Such an alert stands for several"
                        + " causes: see below, the most frequent first, each with the command that would decide.")
                .whose("whichever side's list of groups, suites or signature schemes is narrower than meant")
                .fix("the server's own log usually says which")
                .check(NothingInCommon.again(scene, "--groups x25519,secp256r1,secp384r1"))
                .java("Received fatal alert: " + alert)
                .openssl("alert " + alert.replace('_', ' '))
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static String offered(List<?> values) {
        return "The client offered " + Phrase.list(values) + ".";
    }
}
