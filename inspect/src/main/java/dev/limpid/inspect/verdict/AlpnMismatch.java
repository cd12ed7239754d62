// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import java.util.List;

/** The two sides have no application protocol in common. */
final class AlpnMismatch implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean here = scene.violated(Violation.NO_COMMON_ALPN, Violation.SELECTED_UNOFFERED_ALPN);
        if (!here && !scene.alerted(AlertDescription.NO_APPLICATION_PROTOCOL)) {
            return List.of();
        }
        return List.of(Verdict.certain("NEG.ALPN.MISMATCH", ExitCode.ALPN, "no application protocol in common")
                .what("The client offered " + Phrase.list(scene.offers().protocols())
                        + " by ALPN. The server speaks none of them.")
                .whose("whichever side's list is wrong for what is to be spoken")
                .fix(
                        "offer what the server speaks: http/1.1 and h2 for the web, or leave ALPN out:",
                        "  limpid   --alpn h2,http/1.1",
                        "  OpenSSL  -alpn h2,http/1.1",
                        "  Java     SSLParameters.setApplicationProtocols(new String[] {\"h2\", \"http/1.1\"})")
                .check(NothingInCommon.again(scene, "--alpn http/1.1"))
                .java("Received fatal alert: no_application_protocol")
                .openssl("tlsv1 alert no application protocol (120)")
                .evidence(scene.seeAlert())
                .evidence(scene.seeViolation())
                .verdict());
    }
}
