// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import java.util.List;

/** The server needs a server name, or does not know the one that it got. */
final class ServerNameRefused implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean named = scene.offers().serverName().isPresent();
        if (scene.violated(Violation.MISSING_SERVER_NAME)) {
            return List.of(required(
                    scene,
                    Verdict.certain(
                            "NEG.SNI.REQUIRED",
                            ExitCode.SERVER_NAME,
                            "the client sent no server name, and this server needs one")));
        }
        if (scene.violated(Violation.UNKNOWN_SERVER_NAME, Violation.BAD_SERVER_NAME)) {
            return List.of(unknown(scene, "this server does not know the name that the client asked for"));
        }
        if (!scene.isClient()) {
            return List.of();
        }
        if (scene.alerted(AlertDescription.UNRECOGNIZED_NAME)) {
            return named
                    ? List.of(unknown(scene, "the server does not know the name that it was asked for"))
                    : List.of(required(
                            scene,
                            Verdict.certain(
                                    "NEG.SNI.REQUIRED",
                                    ExitCode.SERVER_NAME,
                                    "the server needs a server name, and got none")));
        }
        boolean missing = scene.alerted(AlertDescription.MISSING_EXTENSION)
                && scene.offers().hasHello()
                && !named;
        return missing
                ? List.of(required(
                        scene,
                        Verdict.likely(
                                "NEG.SNI.REQUIRED",
                                ExitCode.SERVER_NAME,
                                "the server needs a server name, and got none")))
                : List.of();
    }

    static Verdict required(Scene scene, Verdict.Draft draft) {
        return draft.what(
                        "Without server_name (SNI) the server cannot tell which of its sites is meant. Clients send none when"
                                + " they connect to an IP address.")
                .whose("the client's")
                .fix(
                        "connect by name, or name the site:",
                        "  limpid   --servername shop.example",
                        "  OpenSSL  -servername shop.example",
                        "  Java     SSLParameters.setServerNames(List.of(new SNIHostName(\"shop.example\")))")
                .check(NothingInCommon.again(scene, "--servername NAME"))
                .java("Received fatal alert: unrecognized_name, missing_extension or handshake_failure")
                .openssl("tlsv1 unrecognized name (112)")
                .evidence(scene.isClient() ? scene.seeAlert() : scene.seeViolation())
                .verdict();
    }

    private static Verdict unknown(Scene scene, String title) {
        String asked = scene.offers().serverName().map(Phrase::name).orElse("no name");
        return Verdict.certain("NEG.SNI.UNKNOWN", ExitCode.SERVER_NAME, title)
                .what("The ClientHello asked for " + asked + ".")
                .whose("the name: it is misspelt, or points to a server where that site does not live (any more)")
                .fix(
                        "check the name and the address behind it; at the server: server_name (nginx), ServerAlias (Apache)")
                .check(NothingInCommon.again(scene, "--servername NAME"))
                .java("Received fatal alert: unrecognized_name")
                .openssl("tlsv1 unrecognized name (112)")
                .evidence(scene.isClient() ? scene.seeAlert() : scene.seeViolation())
                .verdict();
    }
}
