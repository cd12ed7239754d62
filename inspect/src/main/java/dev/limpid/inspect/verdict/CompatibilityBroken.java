// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import java.util.List;

/** Middlebox compatibility mode, which makes TLS 1.3 look like TLS 1.2, was done wrong by somebody. */
final class CompatibilityBroken implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean echo = scene.violated(Violation.BAD_SESSION_ID_ECHO);
        boolean ccs = scene.violated(
                Violation.BAD_CHANGE_CIPHER_SPEC,
                Violation.MISPLACED_CHANGE_CIPHER_SPEC,
                Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
        return echo || ccs ? List.of(explain(scene, echo)) : List.of();
    }

    private static Verdict explain(Scene scene, boolean echo) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        "PATH.COMPAT",
                        scene.isEstablished() ? ExitCode.AFTER_HANDSHAKE : ExitCode.OTHER_ALERT,
                        "middlebox compatibility mode was broken: "
                                + scene.violation().orElseThrow().sentence())
                .what(
                        "TLS 1.3 disguises itself for devices that only know TLS 1.2: a session id that is echoed, and a change_cipher_spec"
                                + " of one byte that means nothing (appendix E.4).",
                        echo
                                ? "The session id came back changed: a device between ends TLS and begins it anew, or the server resumes as in"
                                        + " TLS 1.2."
                                : "That record came in a form or at a time that is not allowed.")
                .whose(who + "'s software, or a device between that takes part in the handshake")
                .fix(
                        "try from another network, without that device",
                        "ClientConfig.middleboxCompatibility(false) shows whether the disguise is what breaks it")
                .check(scene.isClient() ? scene.attempt().command() + " -vv" : "")
                .java("jdk.tls.client.useCompatibilityMode, jdk.tls.server.useCompatibilityMode")
                .openssl("SSL_OP_ENABLE_MIDDLEBOX_COMPAT, -no_middlebox")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
