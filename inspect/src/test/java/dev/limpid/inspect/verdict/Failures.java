// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Trouble;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check.Kind;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Made-up connections that went wrong, each with the verdict that it must get. */
final class Failures {
    /** A connection and its verdict. */
    record Failure(String name, String code, int exitCode, Story story) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Attempt CLIENT =
            Attempt.toServer("shop.lab:4402", "limpid connect shop.lab:4402 --cacert root.pem");
    private static final Attempt SERVER = Attempt.fromClient("127.0.0.1:51234");

    private final List<Failure> list = new ArrayList<>();

    private Failures() {}

    static List<Failure> all() {
        Failures failures = new Failures();
        failures.notReached();
        failures.notTls();
        failures.certificates();
        failures.time();
        failures.clientCertificates();
        failures.negotiation();
        failures.serversNegotiation();
        failures.distrusted();
        failures.alerts();
        failures.crypto();
        failures.records();
        failures.silence();
        failures.endings();
        return List.copyOf(failures.list);
    }

    static Story play(Attempt attempt, Consumer<EventScript> script) {
        Recording recording = Recording.ofEvents();
        script.accept(EventScript.of(attempt.role(), recording));
        return recording.story(attempt);
    }

    private void notReached() {
        add("local-file", "LOCAL.FILE", 3, stopped(new Trouble.LocalFile("root.pem", "no such file")));
        add("local-port", "LOCAL.PORT", 3, stopped(new Trouble.LocalPort(443, "permission denied")));
        add("name-unknown", "PATH.NAME_UNKNOWN", 10, stopped(new Trouble.NameUnknown("shop.lab", "NXDOMAIN")));
        add("refused", "PATH.REFUSED", 11, stopped(new Trouble.Refused("127.0.0.1:4402")));
        add(
                "unreachable",
                "PATH.UNREACHABLE",
                11,
                stopped(new Trouble.Unreachable("10.0.0.1:443", "no route to host")));
        add(
                "connect-timeout",
                "PATH.CONNECT_TIMEOUT",
                11,
                stopped(new Trouble.ConnectTimeout("10.0.0.1:443", Duration.ofSeconds(5))));
        add("interrupted", "INTERRUPTED", 130, stopped(new Trouble.Interrupted()));
        add("internal", "INTERNAL", 70, stopped(new Trouble.Internal("IllegalStateException", "a fault of ours")));
    }

    private void notTls() {
        add("plain-http-server", "PATH.NO_TLS", 12, notTls(CLIENT, "HTTP/1.1 400 Bad Request\r\n"));
        add("ssh-server", "PATH.NO_TLS", 12, notTls(CLIENT, "SSH-2.0-OpenSSH_9.6\r\n"));
        add("smtp-server", "PATH.NO_TLS", 12, notTls(CLIENT, "220 mail.shop.lab ESMTP Postfix\r\n"));
        add("unknown-protocol", "PATH.NO_TLS", 12, notTls(CLIENT, "\u0001\u0002hello"));
        add("plain-http-client", "PATH.NO_TLS", 12, notTls(SERVER, "GET /index.html HTTP/1.1\r\nHost: shop.lab"));
    }

    private void certificates() {
        certificate(
                "chain-incomplete",
                "CERT.CHAIN.INCOMPLETE",
                31,
                Violation.CERTIFICATE_CHAIN_INCOMPLETE,
                Kind.CHAIN,
                "shop.lab was issued by \"Lab Intermediate CA\", which the peer did not send and root.pem does not contain;"
                        + " that CA's issuer \"Lab Root CA\" is trusted, so the chain would be complete",
                SampleConnection.leaf());
        certificate(
                "chain-probably-incomplete",
                "CERT.CHAIN.INCOMPLETE",
                31,
                Violation.CERTIFICATE_CHAIN_INCOMPLETE,
                Kind.CHAIN,
                "shop.lab was issued by \"Lab Intermediate CA\", which the peer did not send and root.pem does not contain;"
                        + " its name points to the trusted \"Lab Root CA\"",
                SampleConnection.leaf());
        certificate(
                "anchor-unknown",
                "CERT.ANCHOR.UNKNOWN",
                30,
                Violation.CERTIFICATE_UNKNOWN_CA,
                Kind.CHAIN,
                "Lab Intermediate CA was issued by \"Lab Root CA\", which the peer did not send and root.pem does not contain",
                SampleConnection.leaf(),
                SampleConnection.intermediate());
        certificate(
                "self-signed",
                "CERT.ANCHOR.UNKNOWN",
                30,
                Violation.CERTIFICATE_UNKNOWN_CA,
                Kind.CHAIN,
                "the certificate is self-signed, and root.pem does not contain it",
                SampleConnection.link("CN=shop.lab", "CN=shop.lab", "2026-11-23", "2027-11-23", "DNS:shop.lab"));
        certificate(
                "wrong-name",
                "CERT.NAME.MISMATCH",
                33,
                Violation.CERTIFICATE_NAME_MISMATCH,
                Kind.NAME,
                "shop.lab is not among mail.lab, shop.lan, *.example.org",
                SampleConnection.link(
                        "CN=mail.lab",
                        "CN=Lab Intermediate CA",
                        "2026-11-23",
                        "2027-11-23",
                        "DNS:mail.lab",
                        "DNS:*.example.org",
                        "DNS:shop.lan"));
        certificate(
                "purpose",
                "CERT.PURPOSE",
                34,
                Violation.CERTIFICATE_WRONG_PURPOSE,
                Kind.PURPOSE,
                "shop.lab has an extended key usage without serverAuth",
                SampleConnection.leaf());
        certificate(
                "weak",
                "CERT.ALGORITHM",
                34,
                Violation.CERTIFICATE_WEAK_ALGORITHM,
                Kind.ALGORITHM,
                "shop.lab has a key of RSA 1024, at least 2048 are needed",
                SampleConnection.leaf());
        certificate(
                "revoked",
                "CERT.REVOKED",
                34,
                Violation.CERTIFICATE_REVOKED,
                Kind.REVOCATION,
                "shop.lab was revoked",
                SampleConnection.leaf());
        certificate(
                "path-too-long",
                "CERT.PATHLEN",
                34,
                Violation.CERTIFICATE_PATH_TOO_LONG,
                Kind.CHAIN,
                "Lab Intermediate CA is one CA more than a CA above it allows",
                SampleConnection.leaf(),
                SampleConnection.intermediate());
        certificate(
                "bad-signature-in-chain",
                "CERT.INVALID",
                34,
                Violation.CERTIFICATE_BAD_SIGNATURE,
                Kind.SIGNATURE,
                "the signature on shop.lab does not verify with its issuer's key",
                SampleConnection.leaf());
        add("raw-key-unknown", "CERT.KEY.UNKNOWN", 30, play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            SampleConnection.serverHello(s);
            s.message(
                    Side.SERVER,
                    Epoch.HANDSHAKE,
                    new EncryptedExtensions(Extensions.of(
                            new ServerCertificateType.EncryptedExtensions(CertificateType.RAW_PUBLIC_KEY))));
            SampleConnection.certificate(s, Side.SERVER, 1);
            String text = "the raw public key (EC secp256r1, sha256 00ff) is not the one that is accepted";
            SampleConnection.distrusted(
                    s, SampleConnection.badPath(Kind.CHAIN, text), Violation.CERTIFICATE_UNACCEPTABLE, text);
        }));
        add("insecure", "CERT.NAME.MISMATCH", 60, play(CLIENT.insecurely(), s -> {
            upTo(s, 2, false);
            s.event(new Event.PathChecked(
                    Side.SERVER,
                    SampleConnection.badPath(Kind.NAME, "shop.lab is not among mail.lab", SampleConnection.leaf()),
                    java.util.Optional.of(Violation.CERTIFICATE_NAME_MISMATCH)));
            SampleConnection.finish(s, true);
            SampleConnection.goodbye(s);
        }));
    }

    private void time() {
        PathFacts.Link old =
                SampleConnection.link("CN=shop.lab", "CN=Lab CA", "2025-11-01", "2026-11-01", "DNS:shop.lab");
        PathFacts.Link young =
                SampleConnection.link("CN=shop.lab", "CN=Lab CA", "2026-12-01", "2027-12-01", "DNS:shop.lab");
        PathFacts.Link youngCa = SampleConnection.link("CN=Lab CA", "CN=Lab Root CA", "2026-12-01", "2030-12-01");
        certificate(
                "expired",
                "CERT.TIME.EXPIRED",
                32,
                Violation.CERTIFICATE_EXPIRED,
                Kind.TIME,
                "shop.lab expired on 2026-11-01, 23 days ago",
                old);
        certificate(
                "not-yet-valid",
                "CERT.TIME.NOT_YET",
                32,
                Violation.CERTIFICATE_NOT_YET_VALID,
                Kind.TIME,
                "shop.lab is valid from 2026-12-01 on, in 6 days",
                young);
        certificate(
                "clock-behind",
                "CLOCK.SKEW",
                32,
                Violation.CERTIFICATE_NOT_YET_VALID,
                Kind.TIME,
                "shop.lab is valid from 2026-12-01 on, in 6 days",
                young,
                youngCa);
        Attempt told = CLIENT.peerSaysItIs(Instant.parse("2026-10-01T08:00:00Z"));
        add("clock-ahead", "CLOCK.SKEW", 32, play(told, s -> {
            upTo(s, 1, false);
            SampleConnection.distrusted(
                    s,
                    SampleConnection.badPath(Kind.TIME, "shop.lab expired on 2026-11-01, 23 days ago", old),
                    Violation.CERTIFICATE_EXPIRED,
                    "");
        }));
    }

    private void clientCertificates() {
        add("client-certificate-required", "MTLS.REQUIRED", 40, play(CLIENT, s -> {
            authenticating(s, 0);
            alert(s, Side.SERVER, AlertDescription.CERTIFICATE_REQUIRED);
        }));
        add("client-certificate-required-by-java", "MTLS.REQUIRED", 40, play(CLIENT, s -> {
            authenticating(s, 0);
            alert(s, Side.SERVER, AlertDescription.BAD_CERTIFICATE);
        }));
        add("client-certificate-not-sent", "MTLS.NOT_SENT_BECAUSE", 40, play(CLIENT, s -> {
            authenticating(s, 0);
            chose(
                    s,
                    "none fits what the server asks for",
                    new Choice.Rejected("alice.p12", "its key signs with ed25519, which the peer does not accept"),
                    new Choice.Rejected("bob.pem", "it lacks an extended key usage that the peer asks for"));
            alert(s, Side.SERVER, AlertDescription.CERTIFICATE_REQUIRED);
        }));
        add("client-certificate-not-requested", "MTLS.NOT_REQUESTED", 40, play(CLIENT, s -> {
            upTo(s, 2, false);
            chose(s, "the server did not ask for a certificate", new Choice.Rejected("alice.p12", "not asked for"));
            SampleConnection.trusted(s);
            SampleConnection.finish(s, true);
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP 403", 150));
            s.event(new Event.Closed(Event.Closure.CLEAN));
        }));
        add("client-intermediate-missing", "MTLS.INTERMEDIATE", 40, play(CLIENT, s -> {
            upTo(s, 2, false);
            s.message(
                    Side.SERVER,
                    Epoch.HANDSHAKE,
                    new CertificateRequest(
                            Bytes.EMPTY,
                            Extensions.of(
                                    new CertificateAuthorities(Lab.verifier().acceptedAuthorities()))));
            SampleConnection.trusted(s);
            s.message(
                    Side.CLIENT,
                    Epoch.HANDSHAKE,
                    new Certificate(Bytes.EMPTY, List.of(new CertificateEntry(Lab.SHOP.der(), Extensions.NONE))));
            alert(s, Side.SERVER, AlertDescription.UNKNOWN_CA);
        }));
        add("client-intermediate-missing-here", "MTLS.INTERMEDIATE", 40, play(SERVER, s -> {
            authenticating(s, 1);
            String finding =
                    "alice was issued by \"Lab Intermediate CA\", which the peer did not send and clients.pem does"
                            + " not contain; that CA's issuer \"Lab Root CA\" is trusted, so the chain would be complete";
            s.event(new Event.PathChecked(
                    Side.CLIENT,
                    SampleConnection.badPath(Kind.CHAIN, finding, SampleConnection.leaf()),
                    java.util.Optional.of(Violation.CERTIFICATE_CHAIN_INCOMPLETE)));
            SampleConnection.giveUp(s, Violation.CERTIFICATE_CHAIN_INCOMPLETE, finding);
        }));
        add("certificates-too-large", "CERT.TOO_LARGE", 34, play(CLIENT, s -> {
            upTo(s, 0, false);
            s.event(new Event.StateEntered("WAIT_CERT_CR"));
            SampleConnection.giveUp(s, Violation.MESSAGE_TOO_LARGE, "180000 bytes, at most 131072");
        }));
        add("certificates-too-many-for-the-peer", "CERT.TOO_LARGE", 34, play(SERVER, s -> {
            upTo(s, 9, false);
            alert(s, Side.CLIENT, AlertDescription.BAD_CERTIFICATE);
        }));
        add("client-certificate-rejected", "MTLS.REJECTED", 40, play(CLIENT, s -> {
            authenticating(s, 1);
            alert(s, Side.SERVER, AlertDescription.UNKNOWN_CA);
        }));
        add("client-certificate-rejected-silently", "MTLS.REJECTED", 40, play(CLIENT, s -> {
            authenticating(s, 1);
            s.event(new Event.TransportEnded(Ending.RESET, "Connection reset"));
        }));
        add("client-certificate-rejected-behind-a-greeting", "MTLS.REJECTED", 40, play(CLIENT, s -> {
            authenticating(s, 1);
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "220 ready", 10));
            s.event(new Event.TransportEnded(Ending.RESET, "Connection reset"));
        }));
        add("client-sent-no-certificate", "MTLS.REQUIRED", 40, play(SERVER, s -> {
            authenticating(s, 0);
            SampleConnection.giveUp(s, Violation.CERTIFICATE_REQUIRED, "");
        }));
        add("client-certificate-refused-here", "MTLS.REJECTED", 40, play(SERVER, s -> {
            authenticating(s, 1);
            s.event(new Event.PathChecked(
                    Side.CLIENT,
                    SampleConnection.badPath(Kind.CHAIN, "alice was issued by \"Other CA\"", SampleConnection.leaf()),
                    java.util.Optional.of(Violation.CERTIFICATE_UNKNOWN_CA)));
            SampleConnection.giveUp(s, Violation.CERTIFICATE_UNKNOWN_CA, "alice was issued by \"Other CA\"");
        }));
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
        add("alpn", "NEG.ALPN.MISMATCH", 23, play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab", "spdy/1", "http/0.9");
            alert(s, Side.SERVER, AlertDescription.NO_APPLICATION_PROTOCOL);
        }));
    }

    private void serversNegotiation() {
        add("old-client", "NEG.VERSION", 20, broke(SERVER, Violation.UNSUPPORTED_VERSION));
        add("no-common-suite", "NEG.SUITE.NONE", 21, broke(SERVER, Violation.NO_COMMON_CIPHER_SUITE));
        add("no-common-group", "NEG.GROUP.NONE", 21, play(SERVER, s -> {
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

    private void distrusted() {
        add("client-unknown-ca", "CERT.ANCHOR.UNKNOWN", 30, told(2, AlertDescription.UNKNOWN_CA));
        add("client-unknown-ca-short-chain", "CERT.CHAIN.INCOMPLETE", 31, told(1, AlertDescription.UNKNOWN_CA));
        add("client-certificate-unknown", "CERT.ANCHOR.UNKNOWN", 30, told(2, AlertDescription.CERTIFICATE_UNKNOWN));
        add("client-says-expired", "CERT.TIME.EXPIRED", 32, told(2, AlertDescription.CERTIFICATE_EXPIRED));
        add("client-says-unsupported", "CERT.PURPOSE", 34, told(2, AlertDescription.UNSUPPORTED_CERTIFICATE));
        add("client-says-revoked", "CERT.REVOKED", 34, told(2, AlertDescription.CERTIFICATE_REVOKED));
    }

    private void alerts() {
        add("other-alert", "ALERT.INTERNAL_ERROR", 24, refused(CLIENT, "shop.lab", AlertDescription.INTERNAL_ERROR));
        add("unknown-alert", "ALERT.UNKNOWN_199", 24, refused(CLIENT, "shop.lab", new AlertDescription(199)));
        add("alert-afterwards", "ALERT.UNEXPECTED_MESSAGE", 50, play(CLIENT, s -> {
            established(s);
            alert(s, Side.SERVER, AlertDescription.UNEXPECTED_MESSAGE);
        }));
        add("other-violation", "ALERT.ILLEGAL_PARAMETER", 24, broke(CLIENT, Violation.SELECTED_UNOFFERED_GROUP));
        add("violation-after-our-close", "ALERT.UNEXPECTED_MESSAGE", 50, play(CLIENT, s -> {
            established(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            s.event(new Event.Failed(Violation.UNEXPECTED_MESSAGE, "Finished in CONNECTED", false));
            s.event(new Event.Closed(Event.Closure.FAILED));
        }));
        add("plaintext-alert-refused", "ALERT.PLAINTEXT_AFTER_KEYS", 24, play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.PLAINTEXT_AFTER_KEYS, "alert");
        }));
        add("plaintext-alert-believed", "ALERT.PLAINTEXT_AFTER_KEYS", 24, play(SERVER, s -> {
            upTo(s, 2, false);
            plaintextAlert(s, AlertDescription.ILLEGAL_PARAMETER);
        }));
        add("plaintext-alert-about-the-certificate", "CERT.ANCHOR.UNKNOWN", 30, play(SERVER, s -> {
            upTo(s, 2, false);
            plaintextAlert(s, AlertDescription.UNKNOWN_CA);
        }));
        add("plaintext-handshake-after-keys", "ALERT.UNEXPECTED_MESSAGE", 24, play(CLIENT, s -> {
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
        add("record-in-handshake", "RECORD.EMPTY", 24, play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.EMPTY_HANDSHAKE_RECORD, "");
        }));
        add("record-empty", "RECORD.EMPTY", 50, brokeLater(SERVER, Violation.TOO_MANY_EMPTY_RECORDS));
        add("record-key-worn", "RECORD.KEY_WORN", 50, brokeLater(CLIENT, Violation.KEY_USAGE_EXCEEDED));
        add("key-update-flood", "KEYUPDATE.FLOOD", 50, play(SERVER, s -> {
            established(s);
            s.event(new Event.KeyUpdated(Side.CLIENT, 32, false));
            SampleConnection.giveUp(s, Violation.TOO_MANY_KEY_UPDATES, "");
        }));
        add("key-update-malformed", "KEYUPDATE.MALFORMED", 50, brokeLater(CLIENT, Violation.BAD_KEY_UPDATE));
        add("compatibility-session-id", "PATH.COMPAT", 24, broke(CLIENT, Violation.BAD_SESSION_ID_ECHO));
        add("compatibility-ccs", "PATH.COMPAT", 24, broke(SERVER, Violation.TOO_MANY_CHANGE_CIPHER_SPECS));
        add("compatibility-late-ccs", "PATH.COMPAT", 50, brokeLater(CLIENT, Violation.MISPLACED_CHANGE_CIPHER_SPEC));
        add("pss-signed-the-old-way", "NEG.SIG.PSS", 21, play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13, "rsa_pkcs1_sha256");
        }));
        add("pss-missing", "NEG.SIG.PSS", 21, play(SERVER, s -> {
            SampleConnection.begin(s);
            s.message(Side.CLIENT, Epoch.INITIAL, helloWithoutPss());
            SampleConnection.giveUp(s, Violation.NO_COMMON_SIGNATURE_SCHEME, "");
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
        return play(attempt, s -> {
            established(s);
            SampleConnection.giveUp(s, violation, "");
        });
    }

    private static String kebab(Violation violation) {
        return violation.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void crypto() {
        add("bad-mac", "CRYPTO.BAD_MAC", 50, play(CLIENT, s -> {
            established(s);
            SampleConnection.giveUp(s, Violation.BAD_RECORD_MAC, "record 3");
        }));
        add("bad-finished", "FINISHED.MISMATCH", 50, play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.BAD_FINISHED, "");
        }));
        add("bad-certificate-verify", "CERT.SIGNATURE", 34, play(CLIENT, s -> {
            upTo(s, 2, false);
            SampleConnection.giveUp(s, Violation.BAD_SIGNATURE, "");
        }));
    }

    private void silence() {
        add("silent-after-hello", "PATH.TIMEOUT", 13, play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.smallHello(s, "shop.lab");
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-after-big-hello", "PATH.TIMEOUT", 13, play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(
                    s, "a-name-so-long-that-the-hello-needs-two-segments.of-tcp.shop.lab", "h2", "http/1.1");
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-in-mid-handshake", "PATH.TIMEOUT", 13, play(CLIENT, s -> {
            upTo(s, 2, false);
            ended(s, 5000, Ending.TIMEOUT, "");
        }));
        add("silent-after-handshake", "PATH.TIMEOUT", 50, play(CLIENT, s -> {
            established(s);
            ended(s, 9000, Ending.TIMEOUT, "");
        }));
        add("slow-client", "PATH.TIMEOUT", 13, play(SERVER, s -> {
            SampleConnection.begin(s);
            ended(s, 10000, Ending.TIMEOUT, "");
        }));
    }

    private void endings() {
        add("reset-after-hello", "PATH.RST_BEFORE_ALERT", 25, play(CLIENT, s -> {
            SampleConnection.begin(s);
            SampleConnection.smallHello(s, "shop.lab");
            ended(s, 3, Ending.RESET, "Connection reset");
        }));
        add("closed-in-mid-handshake", "CLOSE.BEFORE_FINISHED", 25, play(CLIENT, s -> {
            upTo(s, 2, false);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("truncated", "CLOSE.TRUNCATED", 50, play(CLIENT, s -> {
            established(s);
            SampleConnection.http(s);
            ended(s, 4, Ending.END_OF_STREAM, "");
            s.event(new Event.Closed(Event.Closure.TRUNCATED));
        }));
        add("half-closed-by-us", "CLOSE.HALF", 50, play(CLIENT, s -> {
            established(s);
            SampleConnection.http(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            ended(s, 4, Ending.END_OF_STREAM, "");
            s.event(new Event.Closed(Event.Closure.TRUNCATED));
        }));
        add("half-closed-by-the-peer", "CLOSE.HALF", 50, play(SERVER, s -> {
            established(s);
            s.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "200 OK", 4096));
            ended(s, 4, Ending.RESET, "Broken pipe");
            s.event(new Event.Closed(Event.Closure.ABANDONED));
        }));
        add("health-check", "CLOSE.BEFORE_HELLO", 25, play(SERVER, s -> {
            SampleConnection.begin(s);
            ended(s, 1, Ending.END_OF_STREAM, "");
        }));
        add("client-left-in-mid-handshake", "CLOSE.BEFORE_FINISHED", 25, play(SERVER, s -> {
            upTo(s, 2, false);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("client-left-after-finished", "PEER.LEFT_AFTER_FINISHED", 25, play(SERVER, s -> {
            established(s);
            ended(s, 3, Ending.END_OF_STREAM, "");
        }));
        add("success", "OK", 0, play(CLIENT, SampleConnection::success));
        add("nothing-known", "CLOSE.UNFINISHED", 25, play(CLIENT, SampleConnection::begin));
    }

    private void certificate(
            String name, String code, int exit, Violation violation, Kind kind, String text, PathFacts.Link... links) {
        add(name, code, exit, play(CLIENT, s -> {
            upTo(s, links.length, false);
            SampleConnection.distrusted(s, SampleConnection.badPath(kind, text, links), violation, text);
        }));
    }

    private void add(String name, String code, int exitCode, Story story) {
        list.add(new Failure(name, code, exitCode, story));
    }

    private static Story stopped(Trouble trouble) {
        return play(CLIENT.stoppedBy(trouble), s -> {});
    }

    private static Story notTls(Attempt attempt, String first) {
        Attempt seen = attempt.received(Bytes.ofUtf8(first));
        return play(seen, s -> {
            SampleConnection.begin(s);
            SampleConnection.giveUp(s, Violation.UNKNOWN_RECORD_TYPE, "");
        });
    }

    private static Story refused(Attempt attempt, String name, AlertDescription alert) {
        return play(attempt, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, name);
            alert(s, attempt.role().peer(), alert);
        });
    }

    private static Story broke(Attempt attempt, Violation violation) {
        return play(attempt, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            SampleConnection.giveUp(s, violation, "");
        });
    }

    private static Story told(int certificates, AlertDescription alert) {
        return play(SERVER, s -> {
            upTo(s, certificates, false);
            alert(s, Side.CLIENT, alert);
        });
    }

    private static void upTo(EventScript s, int certificates, boolean request) {
        SampleConnection.begin(s);
        SampleConnection.hello(s, "shop.lab");
        SampleConnection.serverHello(s);
        SampleConnection.encryptedExtensions(s, request);
        SampleConnection.certificate(s, Side.SERVER, certificates);
    }

    private static void authenticating(EventScript s, int certificates) {
        upTo(s, 2, true);
        if (s.role() == Side.CLIENT) {
            SampleConnection.trusted(s);
        }
        SampleConnection.certificate(s, Side.CLIENT, certificates);
        if (s.role() == Side.CLIENT) {
            SampleConnection.finish(s, true);
        }
    }

    private static void chose(EventScript s, String reason, Choice.Rejected... rejected) {
        s.event(new Event.Chosen(new Choice(Choice.Subject.CLIENT_CERTIFICATE, "", reason, List.of(rejected))));
    }

    private static void established(EventScript s) {
        upTo(s, 2, false);
        if (s.role() == Side.CLIENT) {
            SampleConnection.trusted(s);
        }
        SampleConnection.finish(s, true);
    }

    private static void alert(EventScript s, Side sender, AlertDescription alert) {
        s.event(new Event.AlertSeen(sender, Alert.of(alert), true, false));
        s.event(new Event.Closed(Event.Closure.FAILED));
    }

    private static void plaintextAlert(EventScript s, AlertDescription alert) {
        s.event(new Event.AlertSeen(Side.CLIENT, Alert.of(alert), false, false));
        s.event(new Event.Closed(Event.Closure.FAILED));
    }

    private static void ended(EventScript s, double millis, Ending ending, String detail) {
        s.at(millis).event(new Event.TransportEnded(ending, detail));
    }
}
