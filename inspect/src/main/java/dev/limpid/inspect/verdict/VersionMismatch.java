// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import java.util.List;

/** One side does not speak TLS 1.3. */
final class VersionMismatch implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.violated(Violation.DOWNGRADED, Violation.INAPPROPRIATE_FALLBACK)) {
            return List.of(downgraded(scene));
        }
        if (scene.violated(
                Violation.UNSUPPORTED_VERSION, Violation.MISSING_SUPPORTED_VERSIONS, Violation.BAD_LEGACY_VERSION)) {
            return List.of(scene.isClient() ? oldServer(scene) : oldClient(scene));
        }
        if (scene.isClient() && scene.violated(Violation.SELECTED_BAD_VERSION)) {
            return List.of(oldServer(scene));
        }
        return scene.isClient() && scene.alerted(AlertDescription.PROTOCOL_VERSION)
                ? List.of(oldServer(scene))
                : List.of();
    }

    private static Verdict oldServer(Scene scene) {
        return Verdict.certain("NEG.VERSION", ExitCode.VERSION, "the server does not speak TLS 1.3")
                .what(
                        "The client offered TLS 1.3 and nothing older. "
                                + (scene.peerAlert().isPresent()
                                        ? "The server refused that with protocol_version."
                                        : "The server answered with an older version."),
                        "Limpid speaks TLS 1.3 only, so it cannot say what else the server speaks.")
                .whose("the server's: its software or its configuration; or a device between that answers for it")
                .fix(
                        "switch TLS 1.3 on:",
                        "  nginx    ssl_protocols TLSv1.2 TLSv1.3;",
                        "  Java     jdk.tls.server.protocols, jdk.tls.disabledAlgorithms in java.security",
                        "  OpenSSL  MinProtocol/MaxProtocol in openssl.cnf; 1.1.1 or newer")
                .check(scene.attempt().command())
                .java("Received fatal alert: protocol_version")
                .openssl("tlsv1 alert protocol version (70)")
                .evidence(scene.seeAlert())
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static Verdict oldClient(Scene scene) {
        String offered = scene.offers().versions().isEmpty()
                ? "It sent no supported_versions, so it speaks TLS 1.2 at most."
                : "It offered " + Phrase.list(scene.offers().versions()) + ".";
        return Verdict.certain("NEG.VERSION", ExitCode.VERSION, "the client does not speak TLS 1.3")
                .what("This server speaks TLS 1.3 only. " + offered)
                .whose("the client's: its software is old, or TLS 1.3 is switched off in it")
                .fix(
                        "switch TLS 1.3 on in the client:",
                        "  Java     11 or newer; jdk.tls.client.protocols, https.protocols",
                        "  OpenSSL  1.1.1 or newer; MaxProtocol in openssl.cnf",
                        "  curl     --tlsv1.3, and no --tls-max 1.2")
                .java("Received fatal alert: protocol_version")
                .openssl("tlsv1 alert protocol version (70)")
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static Verdict downgraded(Scene scene) {
        return Verdict.certain(
                        "NEG.DOWNGRADE", ExitCode.VERSION, "both sides speak TLS 1.3, but somebody made them fall back")
                .what(
                        "The hellos say that the other side could do better than what arrived here. A device between changes"
                                + " them, or the client retried with an older version.")
                .whose("somebody between the two; or a client that falls back by itself")
                .fix("try from another network; look for a proxy that inspects TLS")
                .check(scene.attempt().command())
                .openssl("inappropriate fallback (86), or illegal parameter (47)")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
