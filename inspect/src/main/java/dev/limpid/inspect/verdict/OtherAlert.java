// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import java.util.List;
import java.util.Locale;

/** The peer sent an alert for which there is no better rule. */
final class OtherAlert implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.peerAlert().map(a -> List.of(explain(scene, a))).orElse(List.of());
    }

    static String code(String alert) {
        return "ALERT." + alert.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    private static Verdict explain(Scene scene, AlertDescription alert) {
        String who = scene.isClient() ? "the server" : "the client";
        boolean later = scene.isEstablished();
        return Verdict.certain(
                        code(alert.toString()),
                        later ? ExitCode.AFTER_HANDSHAKE : ExitCode.OTHER_ALERT,
                        who + " ended the connection with the alert " + alert)
                .what(meaning(alert), later ? "The handshake was already complete on this side." : "")
                .whose(who + " knows why; its log may say")
                .fix("look into the log of " + who + " at this time")
                .check(scene.attempt().command() + (scene.isClient() ? " -vv" : ""))
                .java("Received fatal alert: " + alert)
                .openssl("alert " + alert.toString().replace('_', ' ') + " (" + alert.code() + ")")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static String meaning(AlertDescription alert) {
        return switch (alert.toString()) {
            case "unexpected_message" -> "It means: a message came that is not allowed at this point.";
            case "record_overflow" -> "It means: a record was longer than allowed.";
            case "illegal_parameter" -> "It means: a field of a message has a value that is not allowed.";
            case "decode_error" -> "It means: a message could not be parsed.";
            case "internal_error" ->
                "It means: it failed for a reason of its own, which has nothing to do with this side.";
            case "missing_extension" -> "It means: an extension that it needs was missing.";
            case "unsupported_extension" -> "It means: an extension came that it had not asked for.";
            case "user_canceled" -> "It means: somebody or something there cancelled the handshake.";
            case "access_denied" -> "It means: this side's certificate is valid, but may not do this.";
            case "inappropriate_fallback" -> "It means: this side fell back to an older version without need.";
            case "insufficient_security" -> "It means: it wants stronger parameters than were offered.";
            case "unknown_psk_identity" -> "It means: it knows none of the offered keys, and wants one.";
            default -> "What that means here is up to the one who sent it.";
        };
    }
}
