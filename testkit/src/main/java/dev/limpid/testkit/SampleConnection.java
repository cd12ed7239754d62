// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import static dev.limpid.observe.SecretKind.CLIENT_APPLICATION_TRAFFIC;
import static dev.limpid.observe.SecretKind.CLIENT_HANDSHAKE_TRAFFIC;
import static dev.limpid.observe.SecretKind.EARLY_SECRET;
import static dev.limpid.observe.SecretKind.EXPORTER;
import static dev.limpid.observe.SecretKind.FINISHED_KEY;
import static dev.limpid.observe.SecretKind.HANDSHAKE_SECRET;
import static dev.limpid.observe.SecretKind.MAIN_SECRET;
import static dev.limpid.observe.SecretKind.RESUMPTION;
import static dev.limpid.observe.SecretKind.SERVER_APPLICATION_TRAFFIC;
import static dev.limpid.observe.SecretKind.SERVER_HANDSHAKE_TRAFFIC;
import static dev.limpid.observe.SecretKind.SHARED_SECRET;
import static dev.limpid.observe.SecretKind.WRITE_IV;
import static dev.limpid.observe.SecretKind.WRITE_KEY;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.Finished;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Choice;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.PathFacts.Check.Kind;
import dev.limpid.observe.PathFacts.Check.Outcome;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenes of a made-up connection to {@code shop.lab}, to be played on an {@link EventScript} in their order. */
public final class SampleConnection {
    private static final Bytes RANDOM = Bytes.ofHex("c1".repeat(32));

    private SampleConnection() {}

    /** Starts and connects. */
    public static EventScript begin(EventScript script) {
        script.event(new Event.Started(script.role(), EventScript.NOON, Optional.of("shop.lab")));
        return script.at(0.01).event(new Event.TransportConnected("127.0.0.1:4401", 40_000));
    }

    /** ClientHello with a post-quantum share, for {@code name} unless it is empty. */
    public static EventScript hello(EventScript script, String name, String... alpn) {
        return script.at(0.47).message(Side.CLIENT, Epoch.INITIAL, clientHello(name, 1184 + 32, alpn));
    }

    /** ClientHello in one segment. */
    public static EventScript smallHello(EventScript script, String name) {
        return script.at(0.47).message(Side.CLIENT, Epoch.INITIAL, clientHello(name, 32));
    }

    /** ServerHello, and the secrets up to the handshake keys. */
    public static EventScript serverHello(EventScript script) {
        ServerHello hello = new ServerHello(
                ProtocolVersion.TLS12,
                Bytes.ofHex("5e".repeat(32)),
                Bytes.ofHex("0b".repeat(32)),
                CipherSuite.TLS_AES_256_GCM_SHA384,
                0,
                Extensions.of(
                        new SupportedVersions.Selected(ProtocolVersion.TLS13),
                        new KeyShare.ServerHello(
                                new KeyShareEntry(NamedGroup.X25519MLKEM768, Bytes.wrap(new byte[1088 + 32])))));
        script.event(new Event.Chosen(new Choice(
                Choice.Subject.GROUP,
                "X25519MLKEM768",
                "first in our list that has a share",
                List.of(
                        new Choice.Rejected("x25519", "less preferred"),
                        new Choice.Rejected("secp256r1", "no share")))));
        script.at(0.93).message(Side.SERVER, Epoch.INITIAL, hello);
        script.event(
                new Event.TranscriptExtended(dev.limpid.registry.HandshakeType.CLIENT_HELLO, EventScript.hash("ch")));
        script.transcript(hello);
        script.secret(EARLY_SECRET, 0, "", "").secret(SHARED_SECRET, 0, "", "");
        script.secret(HANDSHAKE_SECRET, 0, "", "", EARLY_SECRET, SHARED_SECRET);
        script.secret(CLIENT_HANDSHAKE_TRAFFIC, 0, "c hs traffic", "server_hello", HANDSHAKE_SECRET);
        script.secret(SERVER_HANDSHAKE_TRAFFIC, 0, "s hs traffic", "server_hello", HANDSHAKE_SECRET);
        keys(script, CLIENT_HANDSHAKE_TRAFFIC, 0);
        keys(script, SERVER_HANDSHAKE_TRAFFIC, 0);
        script.event(new Event.KeysInstalled(Side.SERVER, Epoch.HANDSHAKE, 0));
        return script.event(new Event.KeysInstalled(Side.CLIENT, Epoch.HANDSHAKE, 0));
    }

    /** EncryptedExtensions, and CertificateRequest if wanted. */
    public static EventScript encryptedExtensions(EventScript script, boolean request) {
        EncryptedExtensions message = new EncryptedExtensions(Extensions.NONE);
        script.at(0.94).message(Side.SERVER, Epoch.HANDSHAKE, message).transcript(message);
        if (request) {
            script.message(
                    Side.SERVER,
                    Epoch.HANDSHAKE,
                    new CertificateRequest(
                            Bytes.EMPTY,
                            Extensions.of(new SignatureAlgorithms(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)))));
        }
        return script;
    }

    /** The server's Certificate of {@code count} entries. */
    public static EventScript certificate(EventScript script, Side sender, int count) {
        List<CertificateEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new CertificateEntry(Bytes.wrap(new byte[437]), Extensions.NONE));
        }
        Certificate message = new Certificate(Bytes.EMPTY, entries);
        return script.at(0.95).message(sender, Epoch.HANDSHAKE, message).transcript(message);
    }

    /** The verifier's answer: all is well with {@code shop.lab}. */
    public static EventScript trusted(EventScript script) {
        return script.at(1.61).event(new Event.PathChecked(Side.SERVER, goodPath(), Optional.empty()));
    }

    /** The verifier's answer: {@code violation}, since {@code text}; then this side gives up. */
    public static EventScript distrusted(EventScript script, PathFacts facts, Violation violation, String text) {
        script.at(1.61).event(new Event.PathChecked(Side.SERVER, facts, Optional.of(violation)));
        return giveUp(script, violation, text);
    }

    /** This side notices {@code violation}, sends its alert and closes. */
    public static EventScript giveUp(EventScript script, Violation violation, String detail) {
        script.event(new Event.Failed(violation, detail, true));
        script.event(new Event.AlertSeen(script.role(), Alert.of(violation.alert()), true, false));
        return script.event(new Event.Closed(Event.Closure.FAILED));
    }

    /** The rest of the server's flight, the client's Finished, and the application keys. */
    public static EventScript finish(EventScript script, boolean resumptionSecret) {
        CertificateVerify verify =
                new CertificateVerify(SignatureScheme.ECDSA_SECP256R1_SHA256, Bytes.ofHex("30".repeat(71)));
        Finished finished = new Finished(Bytes.ofHex("f1".repeat(48)));
        script.message(Side.SERVER, Epoch.HANDSHAKE, verify).transcript(verify);
        script.event(new Event.SignatureChecked(Side.SERVER, verify.algorithm()));
        script.at(2.01).message(Side.SERVER, Epoch.HANDSHAKE, finished);
        script.event(new Event.TranscriptExtended(finished.type(), EventScript.hash("server finished")));
        script.event(new Event.FinishedChecked(Side.SERVER));
        script.secret(MAIN_SECRET, 0, "", "", HANDSHAKE_SECRET);
        script.secret(CLIENT_APPLICATION_TRAFFIC, 0, "c ap traffic", "server finished", MAIN_SECRET);
        script.secret(SERVER_APPLICATION_TRAFFIC, 0, "s ap traffic", "server finished", MAIN_SECRET);
        script.secret(EXPORTER, 0, "exp master", "server finished", MAIN_SECRET);
        keys(script, CLIENT_APPLICATION_TRAFFIC, 0);
        keys(script, SERVER_APPLICATION_TRAFFIC, 0);
        script.event(new Event.KeysDiscarded(Side.SERVER, Epoch.HANDSHAKE, 0));
        script.event(new Event.KeysInstalled(Side.SERVER, Epoch.APPLICATION, 0));
        script.at(2.31).message(Side.CLIENT, Epoch.HANDSHAKE, finished);
        script.event(new Event.TranscriptExtended(finished.type(), EventScript.hash("client finished")));
        if (resumptionSecret) {
            script.secret(RESUMPTION, 0, "res master", "client finished", MAIN_SECRET);
        }
        script.event(new Event.KeysDiscarded(Side.CLIENT, Epoch.HANDSHAKE, 0));
        script.event(new Event.KeysInstalled(Side.CLIENT, Epoch.APPLICATION, 0));
        return script.event(new Event.Established(facts()));
    }

    /** {@code GET /products}, a ticket, the answer. */
    public static EventScript http(EventScript script) {
        script.at(2.49).event(new Event.ApplicationMessageSeen(Side.CLIENT, "GET /products", 35));
        script.at(2.51)
                .message(
                        Side.SERVER,
                        Epoch.APPLICATION,
                        new NewSessionTicket(
                                7200, 1, Bytes.of((byte) 0), Bytes.ofHex("7c".repeat(64)), Extensions.NONE));
        return script.at(2.57).event(new Event.ApplicationMessageSeen(Side.SERVER, "HTTP 200", 5424));
    }

    /** close_notify from both sides. */
    public static EventScript goodbye(EventScript script) {
        script.at(2.75).event(new Event.AlertSeen(Side.SERVER, Alert.CLOSE_NOTIFY, true, false));
        script.event(new Event.AlertSeen(Side.CLIENT, Alert.CLOSE_NOTIFY, true, false));
        script.event(new Event.TransportEnded(Event.Ending.END_OF_STREAM, ""));
        return script.event(new Event.Closed(Event.Closure.CLEAN));
    }

    /** A whole connection in which all goes well, as the client sees it. */
    public static EventScript success(EventScript script) {
        begin(script);
        hello(script, "shop.lab");
        serverHello(script);
        encryptedExtensions(script, false);
        certificate(script, Side.SERVER, 2);
        trusted(script);
        finish(script, true);
        http(script);
        return goodbye(script);
    }

    /** What {@link #success} agrees on. */
    public static ConnectionFacts facts() {
        return new ConnectionFacts(
                ProtocolVersion.TLS13,
                CipherSuite.TLS_AES_256_GCM_SHA384,
                Optional.of(NamedGroup.X25519MLKEM768),
                Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256),
                Optional.of("shop.lab"),
                Optional.empty(),
                false,
                false,
                false);
    }

    /** A ClientHello for {@code name} whose first share has {@code share} bytes. */
    public static ClientHello clientHello(String name, int share, String... alpn) {
        List<Extension> extensions = new ArrayList<>();
        if (!name.isEmpty()) {
            extensions.add(ServerNameList.Request.of(name));
        }
        if (alpn.length > 0) {
            extensions.add(new ApplicationLayerProtocolNegotiation.ClientHello(
                    java.util.stream.Stream.of(alpn).map(Bytes::ofUtf8).toList()));
        }
        extensions.add(new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)));
        extensions.add(new SupportedGroups(
                List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1)));
        extensions.add(new SignatureAlgorithms(List.of(
                SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.ED25519)));
        extensions.add(new KeyShare.ClientHello(List.of(
                new KeyShareEntry(NamedGroup.X25519MLKEM768, Bytes.wrap(new byte[share])),
                new KeyShareEntry(NamedGroup.X25519, Bytes.wrap(new byte[32])))));
        return new ClientHello(
                ProtocolVersion.TLS12,
                RANDOM,
                Bytes.ofHex("0b".repeat(32)),
                List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256),
                ClientHello.NULL_COMPRESSION,
                Extensions.of(extensions));
    }

    /** What a verifier finds when all is well. */
    public static PathFacts goodPath() {
        return new PathFacts(
                Optional.of("shop.lab"),
                List.of(leaf(), intermediate()),
                Optional.of(new PathFacts.Anchor("CN=Lab Root CA", "8d02".repeat(16))),
                "root.pem, 1 anchor, sha256 8d028d028d028d02…",
                List.of(
                        new Check(Kind.CHAIN, Outcome.PASSED, "shop.lab ← Lab Intermediate CA ← Lab Root CA (anchor)"),
                        new Check(Kind.SIGNATURE, Outcome.PASSED, "2 verified"),
                        new Check(Kind.NAME, Outcome.PASSED, "shop.lab = SAN[0]"),
                        new Check(Kind.TIME, Outcome.PASSED, "2026-11-23…2027-11-23"),
                        new Check(Kind.PURPOSE, Outcome.PASSED, "serverAuth"),
                        new Check(Kind.ALGORITHM, Outcome.PASSED, "EC secp256r1, SHA256withECDSA"),
                        new Check(Kind.REVOCATION, Outcome.SKIPPED, "not checked: no network is used")));
    }

    /** What a verifier finds when one check fails. */
    public static PathFacts badPath(Kind kind, String text, PathFacts.Link... links) {
        return new PathFacts(
                Optional.of("shop.lab"),
                List.of(links),
                Optional.empty(),
                "root.pem, 1 anchor, sha256 8d028d028d028d02…",
                List.of(new Check(kind, Outcome.FAILED, text)));
    }

    /** The certificate of {@code shop.lab}. */
    public static PathFacts.Link leaf() {
        return link(
                "CN=shop.lab",
                "CN=Lab Intermediate CA",
                "2026-11-23",
                "2027-11-23",
                "DNS:shop.lab",
                "DNS:www.shop.lab");
    }

    /** Its issuer's. */
    public static PathFacts.Link intermediate() {
        return link("CN=Lab Intermediate CA", "CN=Lab Root CA", "2026-01-01", "2031-01-01");
    }

    /** A certificate that was sent. */
    public static PathFacts.Link link(String subject, String issuer, String from, String to, String... names) {
        return new PathFacts.Link(
                subject,
                issuer,
                "01",
                Instant.parse(from + "T00:00:00Z"),
                Instant.parse(to + "T00:00:00Z"),
                "EC secp256r1",
                "SHA256withECDSA",
                EventScript.hash(subject).toHex(),
                List.of(names),
                true);
    }

    private static void keys(EventScript script, SecretKind of, int generation) {
        if (of == CLIENT_HANDSHAKE_TRAFFIC || of == SERVER_HANDSHAKE_TRAFFIC) {
            script.secret(FINISHED_KEY, generation, "finished", "", of);
        }
        script.secret(WRITE_KEY, generation, "key", "", of).secret(WRITE_IV, generation, "iv", "", of);
    }
}
