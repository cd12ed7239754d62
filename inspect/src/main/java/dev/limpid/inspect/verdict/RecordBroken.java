// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import java.util.List;

/** The peer's records are too long, of a wrong kind, or too many for nothing. */
final class RecordBroken implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.violation()
                .map(violation -> switch (violation) {
                    case RECORD_TOO_LONG, PLAINTEXT_TOO_LONG ->
                        List.of(
                                explain(
                                        scene,
                                        violation,
                                        "RECORD.OVERFLOW",
                                        "A record may carry 16,384 bytes, and 256 more of protection. This was longer, or is no record at all:"
                                                + " bytes were lost or added on the way, and the length was read from the wrong place.",
                                        "have it cut its data into records of 16,384 bytes at most; try without the devices between"));
                    case RECORD_SIZE_LIMIT_EXCEEDED, FRAGMENT_TOO_LONG ->
                        List.of(explain(
                                scene,
                                violation,
                                "RECORD.LIMIT",
                                "The peer agreed to send no longer records than this side asked for, and sent one.",
                                "ask for no limit until it is repaired (leave record_size_limit out)"));
                    case EMPTY_HANDSHAKE_RECORD, TOO_MANY_EMPTY_RECORDS, EMPTY_ALERT, TOO_MANY_WARNINGS ->
                        List.of(explain(
                                scene,
                                violation,
                                "RECORD.EMPTY",
                                "Records that say nothing keep this side at work for nothing; a few are allowed, so many are not.",
                                "look for what makes the peer send them; an attacker does it on purpose"));
                    case KEY_USAGE_EXCEEDED -> List.of(worn(scene));
                    default -> List.<Verdict>of();
                })
                .orElse(List.of());
    }

    private static Verdict explain(Scene scene, Violation violation, String code, String what, String fix) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(code, exit(scene), who + "'s records break the rules: " + violation.sentence())
                .what(what, scene.detail().isEmpty() ? "" : Phrase.paragraph(scene.detail()) + ".")
                .whose(who + "'s software, or a device between that changes what is sent")
                .fix(fix)
                .check(scene.isClient() ? scene.attempt().command() + " -vv" : "")
                .java("SSLProtocolException: Input record too big, or Received fatal alert: " + violation.alert())
                .openssl("packet length too long, or alert "
                        + violation.alert().toString().replace('_', ' '))
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static Verdict worn(Scene scene) {
        return Verdict.certain("RECORD.KEY_WORN", exit(scene), "a key has protected as many records as it may")
                .what(
                        "An AEAD key is good for a limited number of records (section 5.5); then KeyUpdate has to bring the next. That was"
                                + " not possible here.")
                .whose("this side's: it has to update its keys in time, or to end the connection")
                .fix("open a new connection", "if limits were lowered (Limits.recordsPerKey), raise them")
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static int exit(Scene scene) {
        return scene.isEstablished() ? ExitCode.AFTER_HANDSHAKE : ExitCode.OTHER_ALERT;
    }
}
