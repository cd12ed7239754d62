// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import java.util.ArrayList;
import java.util.List;

/** Hellos without anything in common, alerts, and messages or records that break a rule. */
final class NegotiationFailures extends FailureScripts {
    @Override
    void addAll() {
        negotiation();
        serversNegotiation();
        alerts();
        records();
        crypto();
    }

    private void negotiation() {
        add("old-server", "NEG.VERSION", 20, refused(CLIENT, "shop.lab", AlertDescription.PROTOCOL_VERSION));
        add("server-answers-tls12", "NEG.VERSION", 20, broke(CLIENT, Violation.UNSUPPORTED_VERSION));
        add("downgraded", "NEG.DOWNGRADE", 20, broke(CLIENT, Violation.DOWNGRADED));
        add(
                "handshake-failure",
                "ALERT.HANDSHAKE_FAILURE",
                21,
                refused(CLIENT, "shop.lab", AlertDescription.HANDSHAKE_FAILURE));
        add(
                "handshake-failure-without-sni",
                "ALERT.HANDSHAKE_FAILURE",
                21,
                refused(CLIENT, "", AlertDescription.HANDSHAKE_FAILURE));
        add(
                "java-without-common-group",
                "ALERT.UNEXPECTED_MESSAGE",
                24,
                refused(CLIENT, "shop.lab", AlertDescription.UNEXPECTED_MESSAGE));
        add("sni-unknown", "NEG.SNI.UNKNOWN", 22, refused(CLIENT, "shop.lab", AlertDescription.UNRECOGNIZED_NAME));
        add("sni-required", "NEG.SNI.REQUIRED", 22, refused(CLIENT, "", AlertDescription.MISSING_EXTENSION));
        add("alpn", "NEG.ALPN.MISMATCH", 23, Failures.play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab", "spdy/1", "http/0.9");
            alert(s, Side.SERVER, AlertDescription.NO_APPLICATION_PROTOCOL);
        }));
    }

    private void serversNegotiation() {
        add("old-client", "NEG.VERSION", 20, broke(SERVER, Violation.UNSUPPORTED_VERSION));
        add("no-common-suite", "NEG.SUITE.NONE", 21, broke(SERVER, Violation.NO_COMMON_CIPHER_SUITE));
        add("no-common-group", "NEG.GROUP.NONE", 21, Failures.play(SERVER, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            s.event(new Event.Chosen(new dev.limpid.observe.Choice(
                    dev.limpid.observe.Choice.Subject.GROUP,
                    "",
                    "nothing in common",
                    List.of(new dev.limpid.observe.Choice.Rejected("ffdhe2048", "the client does not have it")))));
            SampleConnection.giveUp(s, Violation.NO_COMMON_GROUP, "");
        }));
        add("no-common-scheme", "NEG.SIGALG.NONE", 21, broke(SERVER, Violation.NO_COMMON_SIGNATURE_SCHEME));
        add("sni-missing-here", "NEG.SNI.REQUIRED", 22, broke(SERVER, Violation.MISSING_SERVER_NAME));
        add("sni-unknown-here", "NEG.SNI.UNKNOWN", 22, broke(SERVER, Violation.UNKNOWN_SERVER_NAME));
        add("alpn-here", "NEG.ALPN.MISMATCH", 23, broke(SERVER, Violation.NO_COMMON_ALPN));
    }

    private void alerts() {
        add("other-alert", "ALERT.INTERNAL_ERROR", 24, refused(CLIENT, "shop.lab", AlertDescription.INTERNAL_ERROR));
        add("unknown-alert", "ALERT.UNKNOWN_199", 24, refused(CLIENT, "shop.lab", new AlertDescription(199)));
        add("alert-afterwards", "ALERT.UNEXPECTED_MESSAGE", 50, Failures.play(CLIENT, s -> {
            established(s);
            alert(s, Side.SERVER, AlertDescription.UNEXPECTED_MESSAGE);
        }));
        add("other-violation", "ALERT.ILLEGAL_PARAMETER", 24, broke(CLIENT, Violation.SELECTED_UNOFFERED_GROUP));
        add("violation-after-our-close", "ALERT.UNEXPECTED_MESSAGE", 50, Failures.play(CLIENT, s -> {
            established(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            s.event(new Event.Failed(Violation.UNEXPECTED_MESSAGE, "Finished in CONNECTED", false));
            s.event(new Event.Closed(Event.Closure.FAILED));
        }));
        add("plaintext-alert-refused", "ALERT.PLAINTEXT_AFTER_KEYS", 24, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.PLAINTEXT_AFTER_KEYS, "alert");
        }));
        add("plaintext-alert-believed", "ALERT.PLAINTEXT_AFTER_KEYS", 24, Failures.play(SERVER, s -> {
            upTo(s, 2, false);
            plaintextAlert(s, AlertDescription.ILLEGAL_PARAMETER);
        }));
        add("plaintext-alert-about-the-certificate", "CERT.ANCHOR.UNKNOWN", 30, Failures.play(SERVER, s -> {
            upTo(s, 2, false);
            plaintextAlert(s, AlertDescription.UNKNOWN_CA);
        }));
        add("plaintext-handshake-after-keys", "ALERT.UNEXPECTED_MESSAGE", 24, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.PLAINTEXT_AFTER_KEYS, "handshake");
        }));
        add("our-fault", "INTERNAL", 70, broke(SERVER, Violation.INTERNAL_ERROR));
    }

    private void records() {
        for (Violation violation : List.of(Violation.RECORD_TOO_LONG, Violation.PLAINTEXT_TOO_LONG)) {
            add("record-" + kebab(violation), "RECORD.OVERFLOW", 50, brokeLater(CLIENT, violation));
        }
        for (Violation violation : List.of(Violation.RECORD_SIZE_LIMIT_EXCEEDED, Violation.FRAGMENT_TOO_LONG)) {
            add("record-" + kebab(violation), "RECORD.LIMIT", 50, brokeLater(SERVER, violation));
        }
        add("record-in-handshake", "RECORD.EMPTY", 24, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.EMPTY_HANDSHAKE_RECORD, "");
        }));
        add("record-empty", "RECORD.EMPTY", 50, brokeLater(SERVER, Violation.TOO_MANY_EMPTY_RECORDS));
        add("record-key-worn", "RECORD.KEY_WORN", 50, brokeLater(CLIENT, Violation.KEY_USAGE_EXCEEDED));
        add("key-update-flood", "KEYUPDATE.FLOOD", 50, Failures.play(SERVER, s -> {
            established(s);
            s.event(new Event.KeyUpdated(Side.CLIENT, 32, false));
            SampleConnection.giveUp(s, Violation.TOO_MANY_KEY_UPDATES, "");
        }));
        add("key-update-malformed", "KEYUPDATE.MALFORMED", 50, brokeLater(CLIENT, Violation.BAD_KEY_UPDATE));
        add("compatibility-session-id", "PATH.COMPAT", 24, broke(CLIENT, Violation.BAD_SESSION_ID_ECHO));
        add("compatibility-ccs", "PATH.COMPAT", 24, broke(SERVER, Violation.TOO_MANY_CHANGE_CIPHER_SPECS));
        add("compatibility-late-ccs", "PATH.COMPAT", 50, brokeLater(CLIENT, Violation.MISPLACED_CHANGE_CIPHER_SPEC));
        add("pss-signed-the-old-way", "NEG.SIG.PSS", 21, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13, "rsa_pkcs1_sha256");
        }));
        add("pss-missing", "NEG.SIG.PSS", 21, Failures.play(SERVER, s -> {
            SampleConnection.begin(s);
            s.message(Side.CLIENT, Epoch.INITIAL, helloWithoutPss());
            SampleConnection.giveUp(s, Violation.NO_COMMON_SIGNATURE_SCHEME, "");
        }));
    }

    private void crypto() {
        add("bad-mac", "CRYPTO.BAD_MAC", 50, Failures.play(CLIENT, s -> {
            established(s);
            SampleConnection.giveUp(s, Violation.BAD_RECORD_MAC, "record 3");
        }));
        add("bad-finished", "FINISHED.MISMATCH", 50, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.BAD_FINISHED, "");
        }));
        add("bad-certificate-verify", "CERT.SIGNATURE", 34, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.BAD_SIGNATURE, "");
        }));
    }

    private static ClientHello helloWithoutPss() {
        ClientHello hello = SampleConnection.clientHello("shop.lab", 32);
        List<Extension> extensions = new ArrayList<>();
        for (Extension extension : hello.extensions()) {
            extensions.add(
                    extension instanceof SignatureAlgorithms
                            ? new SignatureAlgorithms(
                                    List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PKCS1_SHA384))
                            : extension);
        }
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                hello.cipherSuites(),
                hello.legacyCompressionMethods(),
                Extensions.of(extensions));
    }

    private static Story brokeLater(Attempt attempt, Violation violation) {
        return Failures.play(attempt, s -> {
            established(s);
            SampleConnection.giveUp(s, violation, "");
        });
    }

    private static String kebab(Violation violation) {
        return violation.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static void plaintextAlert(EventScript s, AlertDescription alert) {
        s.event(new Event.AlertSeen(Side.CLIENT, Alert.of(alert), false, false));
        s.event(new Event.Closed(Event.Closure.FAILED));
    }
}
