// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.inspect.Attempt;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check.Kind;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.List;

/** Certificates that were refused, the peer's and ours. */
final class IdentityFailures extends FailureScripts {
    @Override
    void addAll() {
        certificates();
        time();
        clientCertificates();
        clientKeys();
        distrusted();
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
        add("raw-key-unknown", "CERT.KEY.UNKNOWN", 30, Failures.play(CLIENT, s -> {
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
        add("insecure", "CERT.NAME.MISMATCH", 60, Failures.play(CLIENT.insecurely(), s -> {
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
        add("clock-ahead", "CLOCK.SKEW", 32, Failures.play(told, s -> {
            upTo(s, 1, false);
            SampleConnection.distrusted(
                    s,
                    SampleConnection.badPath(Kind.TIME, "shop.lab expired on 2026-11-01, 23 days ago", old),
                    Violation.CERTIFICATE_EXPIRED,
                    "");
        }));
    }

    private void clientCertificates() {
        add("client-certificate-required", "MTLS.REQUIRED", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 0);
            alert(s, Side.SERVER, AlertDescription.CERTIFICATE_REQUIRED);
        }));
        add("client-certificate-required-by-java", "MTLS.REQUIRED", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 0);
            alert(s, Side.SERVER, AlertDescription.BAD_CERTIFICATE);
        }));
        add("client-certificate-not-sent", "MTLS.NOT_SENT_BECAUSE", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 0);
            chose(
                    s,
                    "none fits what the server asks for",
                    new Choice.Rejected("alice.p12", "its key signs with ed25519, which the peer does not accept"),
                    new Choice.Rejected("bob.pem", "it lacks an extended key usage that the peer asks for"));
            alert(s, Side.SERVER, AlertDescription.CERTIFICATE_REQUIRED);
        }));
        add("client-certificate-not-requested", "MTLS.NOT_REQUESTED", 40, Failures.play(CLIENT, s -> {
            upTo(s, 2, false);
            chose(s, "the server did not ask for a certificate", new Choice.Rejected("alice.p12", "not asked for"));
            SampleConnection.trusted(s);
            SampleConnection.finish(s, true);
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP 403", 150));
            s.event(new Event.Closed(Event.Closure.CLEAN));
        }));
        add("client-intermediate-missing", "MTLS.INTERMEDIATE", 40, Failures.play(CLIENT, s -> {
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
        add("client-intermediate-missing-here", "MTLS.INTERMEDIATE", 40, Failures.play(SERVER, s -> {
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
        add("certificates-too-large", "CERT.TOO_LARGE", 34, Failures.play(CLIENT, s -> {
            upTo(s, 0, false);
            s.event(new Event.StateEntered("WAIT_CERT_CR"));
            SampleConnection.giveUp(s, Violation.MESSAGE_TOO_LARGE, "180000 bytes, at most 131072");
        }));
        add("certificates-too-many-for-the-peer", "CERT.TOO_LARGE", 34, Failures.play(SERVER, s -> {
            upTo(s, 9, false);
            alert(s, Side.CLIENT, AlertDescription.BAD_CERTIFICATE);
        }));
        add("client-certificate-rejected", "MTLS.REJECTED", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 1);
            alert(s, Side.SERVER, AlertDescription.UNKNOWN_CA);
        }));
        add("client-certificate-rejected-silently", "MTLS.REJECTED", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 1);
            s.event(new Event.TransportEnded(Ending.RESET, "Connection reset"));
        }));
        add("client-certificate-rejected-behind-a-greeting", "MTLS.REJECTED", 40, Failures.play(CLIENT, s -> {
            authenticating(s, 1);
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, "220 ready", 10));
            s.event(new Event.TransportEnded(Ending.RESET, "Connection reset"));
        }));
        add("client-sent-no-certificate", "MTLS.REQUIRED", 40, Failures.play(SERVER, s -> {
            authenticating(s, 0);
            SampleConnection.giveUp(s, Violation.CERTIFICATE_REQUIRED, "");
        }));
        add("client-certificate-refused-here", "MTLS.REJECTED", 40, Failures.play(SERVER, s -> {
            authenticating(s, 1);
            s.event(new Event.PathChecked(
                    Side.CLIENT,
                    SampleConnection.badPath(Kind.CHAIN, "alice was issued by \"Other CA\"", SampleConnection.leaf()),
                    java.util.Optional.of(Violation.CERTIFICATE_UNKNOWN_CA)));
            SampleConnection.giveUp(s, Violation.CERTIFICATE_UNKNOWN_CA, "alice was issued by \"Other CA\"");
        }));
    }

    private void clientKeys() {
        add("client-key-rejected", "MTLS.REJECTED", 40, Failures.play(CLIENT, s -> {
            showingAKey(s);
            SampleConnection.trusted(s);
            SampleConnection.certificate(s, Side.CLIENT, 1);
            SampleConnection.finish(s, true);
            alert(s, Side.SERVER, AlertDescription.CERTIFICATE_UNKNOWN);
        }));
        add("client-key-refused-here", "MTLS.REJECTED", 40, Failures.play(SERVER, s -> {
            showingAKey(s);
            SampleConnection.certificate(s, Side.CLIENT, 1);
            String text = "the raw public key (EC secp256r1, sha256 00ff) is not the one that is accepted";
            s.event(new Event.PathChecked(
                    Side.CLIENT,
                    SampleConnection.badPath(Kind.CHAIN, text),
                    java.util.Optional.of(Violation.CERTIFICATE_UNACCEPTABLE)));
            SampleConnection.giveUp(s, Violation.CERTIFICATE_UNACCEPTABLE, text);
        }));
    }

    /** The client's key is a raw one, the server has a certificate. */
    private static void showingAKey(EventScript s) {
        SampleConnection.begin(s);
        SampleConnection.hello(s, "shop.lab");
        SampleConnection.serverHello(s);
        s.message(
                Side.SERVER,
                Epoch.HANDSHAKE,
                new EncryptedExtensions(
                        Extensions.of(new ClientCertificateType.EncryptedExtensions(CertificateType.RAW_PUBLIC_KEY))));
        SampleConnection.certificate(s, Side.SERVER, 2);
    }

    private void distrusted() {
        add("client-unknown-ca", "CERT.ANCHOR.UNKNOWN", 30, told(2, AlertDescription.UNKNOWN_CA));
        add("client-unknown-ca-short-chain", "CERT.CHAIN.INCOMPLETE", 31, told(1, AlertDescription.UNKNOWN_CA));
        add("client-certificate-unknown", "CERT.ANCHOR.UNKNOWN", 30, told(2, AlertDescription.CERTIFICATE_UNKNOWN));
        add("client-says-expired", "CERT.TIME.EXPIRED", 32, told(2, AlertDescription.CERTIFICATE_EXPIRED));
        add("client-says-unsupported", "CERT.PURPOSE", 34, told(2, AlertDescription.UNSUPPORTED_CERTIFICATE));
        add("client-says-revoked", "CERT.REVOKED", 34, told(2, AlertDescription.CERTIFICATE_REVOKED));
    }
}
