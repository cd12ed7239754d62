// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import java.util.List;

/** An alert came in plaintext though this side has keys: whoever sent it had none yet, or is not the peer. */
final class AlertWithoutKeys implements Rule {
    private static final String CODE = "ALERT.PLAINTEXT_AFTER_KEYS";

    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.violated(Violation.PLAINTEXT_AFTER_KEYS) && scene.detail().equals(ContentType.ALERT.toString())) {
            return List.of(refused(scene));
        }
        return !scene.isClient() && isInPlaintext(scene) ? List.of(believed(scene)) : List.of();
    }

    /** Whether a server hears an error of its client in plaintext after it has sent under its keys. */
    static boolean isInPlaintext(Scene scene) {
        boolean keys = false;
        for (Event event : scene.story().events()) {
            keys |= event instanceof Event.KeysInstalled installed && installed.sender() == Side.SERVER;
            if (keys
                    && event instanceof Event.AlertSeen e
                    && e.sender() == Side.CLIENT
                    && e.alert().isError()) {
                return !e.encrypted();
            }
        }
        return false;
    }

    private static Verdict believed(Scene scene) {
        String alert = scene.peerAlert().orElseThrow().toString();
        return Verdict.likely(
                        CODE,
                        ExitCode.OTHER_ALERT,
                        "the client refused what this server sent before it had keys, with the alert " + alert)
                .what(
                        "The alert came in plaintext, after this server had gone over to encryption: the client gave up over ServerHello,"
                                + " or puts its keys to use so late that it refuses the certificate without them.",
                        "Anybody on the way could have sent it too: nothing protects an alert in plaintext.")
                .whose("the client's: its log knows why")
                .fix(
                        "look into the client's log, and at what ServerHello selected: -vv",
                        "if the client's log knows of no alert, look for a device between")
                .java("Received fatal alert: " + alert)
                .openssl("alert " + alert.replace('_', ' '))
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict refused(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        CODE,
                        scene.isEstablished() ? ExitCode.AFTER_HANDSHAKE : ExitCode.OTHER_ALERT,
                        "an alert came in plaintext, though " + who + "'s records are encrypted already")
                .what("Nothing protects an alert in plaintext, so it is not believed, and what it says is not shown: "
                        + who
                        + " may have refused this side's messages before it had keys, or somebody between wants to end the"
                        + " connection.")
                .whose(who + "'s software, or a device between")
                .fix("look into the log of " + who + " at this time: what it refused is there, if it was " + who)
                .check(scene.isClient() ? scene.attempt().command() + " -vv" : "")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
