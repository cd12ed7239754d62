// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import java.util.List;

/** The peer broke a rule of the protocol for which there is no better verdict. */
final class OtherViolation implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.violation().map(v -> List.of(explain(scene, v))).orElse(List.of());
    }

    private static Verdict explain(Scene scene, Violation violation) {
        if (violation == Violation.INTERNAL_ERROR) {
            return Verdict.certain("INTERNAL", ExitCode.INTERNAL, violation.sentence())
                    .what(Phrase.paragraph(scene.detail()))
                    .whose("this side's")
                    .fix("report it with the output of -vv; secrets are not in it")
                    .evidence(scene.seeViolation())
                    .verdict();
        }
        String who = scene.isClient() ? "the server" : "the client";
        Verdict.Draft draft = Verdict.certain(
                        OtherAlert.code(violation.alert().toString()),
                        scene.isEstablished() ? ExitCode.AFTER_HANDSHAKE : ExitCode.OTHER_ALERT,
                        who + " broke a rule of TLS 1.3: " + violation.sentence())
                .what(
                        scene.detail().isEmpty() ? "" : Phrase.paragraph(scene.detail()) + ".",
                        scene.peerTold()
                                ? "This side ended the connection with the alert " + violation.alert() + " ("
                                        + violation.section() + ")."
                                : "This side had said close_notify before, after which no alert may follow: the peer does"
                                        + " not learn of it (" + violation.section() + ").")
                .whose(who + "'s software, or a device between that changes what is sent")
                .fix("try another version of the software at the other end; -vv --bytes shows the message")
                .check(scene.attempt().command() + (scene.isClient() ? " -vv" : ""))
                .evidence(scene.seeViolation());
        if (scene.peerTold()) {
            draft.openssl("alert " + violation.alert().toString().replace('_', ' ') + " (sent)");
        }
        return draft.verdict();
    }
}
