// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.Event;
import dev.limpid.observe.SecretKind;
import java.util.List;

/** The two sides do not hold the same keys, or do not see the same bytes. */
final class KeysDiffer implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.violated(Violation.BAD_RECORD_MAC) || scene.alerted(AlertDescription.BAD_RECORD_MAC)) {
            return List.of(badMac(scene));
        }
        boolean peerSays = scene.alerted(AlertDescription.DECRYPT_ERROR)
                && scene.story().keys().find(SecretKind.MAIN_SECRET, 0).isPresent()
                && !scene.offers().certificateRequested();
        if (scene.violated(Violation.BAD_FINISHED) || peerSays) {
            return List.of(finished(scene));
        }
        return scene.violated(Violation.BAD_SIGNATURE) ? List.of(signature(scene)) : List.of();
    }

    private static Verdict badMac(Scene scene) {
        String who = scene.violation().isPresent() ? "this side" : "the peer";
        return Verdict.certain("CRYPTO.BAD_MAC", ExitCode.AFTER_HANDSHAKE, "a record could not be decrypted")
                .what(
                        who
                                + " could not open a record: it was changed on the way, or the two sides hold different keys.",
                        scene.isEstablished()
                                ? "Other records had been opened before, so the keys were the same then."
                                : "It was one of the first under these keys.")
                .whose("a device between that changes bytes, or one side's software")
                .fix("try from another network; if it stays, compare both sides' fingerprints: limpid compare")
                .check(scene.attempt().command())
                .java("SSLException: Tag mismatch, or Received fatal alert: bad_record_mac")
                .openssl("decryption failed or bad record mac")
                .evidence(scene.seeViolation())
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict finished(Scene scene) {
        return Verdict.certain("FINISHED.MISMATCH", ExitCode.AFTER_HANDSHAKE, "the two sides saw different handshakes")
                .what(
                        "Finished is a MAC over the whole handshake. It did not verify, so one message or one secret is not the same"
                                + " at both ends: somebody changed a message, or one side computes wrongly.")
                .whose("somebody between, or one side's software")
                .fix(
                        "record both sides and compare them message by message: limpid compare A B names the first that differs")
                .check(scene.attempt().command() + " -vv")
                .java("SSLHandshakeException: The Finished message cannot be verified")
                .openssl("digest check failed (in Finished)")
                .evidence(scene.seeViolation())
                .evidence(scene.seeAlert())
                .evidence(
                        scene.see(Event.TranscriptExtended.class, "the transcript so far is in -v, message by message"))
                .verdict();
    }

    private static Verdict signature(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        "CERT.SIGNATURE", ExitCode.CERTIFICATE, who + "'s signature over this handshake is wrong")
                .what(
                        "CertificateVerify proves that the sender holds the certificate's private key. This one does not verify.")
                .whose(who + "'s: its key does not belong to its certificate, or somebody between changed a message")
                .fix(
                        "compare the public keys of certificate and key: openssl pkey -in key.pem -pubout, openssl x509 -in leaf.pem -pubkey -noout")
                .check(scene.attempt().command())
                .java("SSLHandshakeException: Invalid CertificateVerify message")
                .openssl("bad signature (in CertificateVerify)")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
