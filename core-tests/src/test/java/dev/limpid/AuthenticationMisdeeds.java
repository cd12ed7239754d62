// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.Misdeed.raw;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extensions;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ways not to prove who one is, for a server and for a client that is asked. */
final class AuthenticationMisdeeds {
    private AuthenticationMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(proofs(Side.CLIENT), proofs(Side.SERVER), servers(), clients(), verifiers())
                .flatMap(List::stream);
    }

    /** What either peer of {@code victim} may get wrong in the same way. */
    private static List<Misdeed> proofs(Side victim) {
        List<Misdeed> misdeeds = new ArrayList<>(List.of(
                //= R4.5.2-5
                verify(
                        victim,
                        "uses a scheme that was not offered",
                        Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                        v -> new CertificateVerify(new SignatureScheme(0x0fff), v.signature())),
                //= R4.5.2-7
                verify(
                        victim,
                        "uses a scheme for certificates",
                        Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13,
                        v -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, v.signature())),
                //= R4.5.2-6
                verify(
                        victim,
                        "uses a scheme of another key",
                        Violation.SIGNATURE_SCHEME_NOT_FOR_KEY,
                        v -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, v.signature())),
                verify(
                        victim,
                        "uses the scheme of another curve",
                        Violation.SIGNATURE_SCHEME_NOT_FOR_KEY,
                        v -> new CertificateVerify(SignatureScheme.ECDSA_SECP384R1_SHA384, v.signature())),
                //= R4.5.2-9
                verify(
                        victim,
                        "has a signature with a bit changed",
                        Violation.BAD_SIGNATURE,
                        v -> new CertificateVerify(v.algorithm(), flipped(v.signature(), 20, 1))),
                verify(
                        victim,
                        "has no signature",
                        Violation.BAD_SIGNATURE,
                        v -> new CertificateVerify(v.algorithm(), Bytes.EMPTY)),
                verify(
                        victim,
                        "has the signature r = s = 0",
                        Violation.BAD_SIGNATURE,
                        v -> new CertificateVerify(v.algorithm(), Bytes.ofHex("3006020100020100"))),
                certificate(
                        victim,
                        "has a request context",
                        Violation.BAD_CERTIFICATE_REQUEST_CONTEXT,
                        c -> new Certificate(Bytes.ofHex("01"), c.certificateList())),
                certificate(
                        victim,
                        "has an extension that nobody asked for",
                        Violation.UNSOLICITED_EXTENSION,
                        c -> entries(
                                c.certificateList().getFirst().data(),
                                Extensions.of(raw(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP, "0003000100")))),
                certificate(
                        victim,
                        "is not X.509",
                        Violation.CERTIFICATE_MALFORMED,
                        c -> entries(Bytes.ofHex("30030201"), Extensions.NONE))));
        //= R4.5.3-1
        for (int bit = 0; bit < 256; bit += 37) {
            int at = bit;
            misdeeds.add(change(
                    victim,
                    HandshakeType.FINISHED,
                    "has bit " + at + " changed",
                    Violation.BAD_FINISHED,
                    (Finished f) -> new Finished(flipped(f.verifyData(), at / 8, 1 << at % 8))));
        }
        misdeeds.add(change(
                victim,
                HandshakeType.FINISHED,
                "is a byte short",
                Violation.BAD_FINISHED,
                (Finished f) -> new Finished(f.verifyData().from(1))));
        misdeeds.add(change(
                victim,
                HandshakeType.FINISHED,
                "is empty",
                Violation.BAD_FINISHED,
                (Finished f) -> new Finished(Bytes.EMPTY)));
        return misdeeds;
    }

    private static List<Misdeed> servers() {
        return List.of(
                //= R4.5.1.3-1
                certificate(
                        Side.CLIENT,
                        "is empty",
                        Violation.EMPTY_CERTIFICATE,
                        c -> new Certificate(Bytes.EMPTY, List.of())),
                change(
                        Side.CLIENT,
                        HandshakeType.CERTIFICATE_REQUEST,
                        "has a context in the handshake",
                        Violation.BAD_CERTIFICATE_REQUEST_CONTEXT,
                        (CertificateRequest r) -> new CertificateRequest(Bytes.ofHex("01"), r.extensions())),
                //= R4.4.2-6
                change(
                        Side.CLIENT,
                        HandshakeType.CERTIFICATE_REQUEST,
                        "lists no schemes",
                        Violation.MISSING_SIGNATURE_ALGORITHMS,
                        (CertificateRequest r) -> new CertificateRequest(
                                Bytes.EMPTY, r.extensions().without(ExtensionType.SIGNATURE_ALGORITHMS))),
                change(
                        Side.CLIENT,
                        HandshakeType.CERTIFICATE_REQUEST,
                        "has an extension of another message",
                        Violation.MISPLACED_EXTENSION,
                        (CertificateRequest r) -> new CertificateRequest(
                                Bytes.EMPTY, r.extensions().with(raw(ExtensionType.KEY_SHARE, "0017")))),
                server(
                        "is for another name",
                        Violation.CERTIFICATE_NAME_MISMATCH,
                        Credentials.of(
                                Lab.INTERMEDIATE.leaf("other.lab").issue().credential())),
                server(
                        "is nobody's we know",
                        Violation.CERTIFICATE_UNKNOWN_CA,
                        Credentials.of(TestPki.root("Stranger")
                                .issue()
                                .leaf("shop.lab")
                                .issue()
                                .credential())));
    }

    private static List<Misdeed> clients() {
        return List.of(
                //= R4.5.1.3-2
                certificate(
                        Side.SERVER,
                        "is empty where one is needed",
                        Violation.CERTIFICATE_REQUIRED,
                        c -> new Certificate(Bytes.EMPTY, List.of())),
                new Misdeed(
                        "client without a certificate comes where one is needed",
                        Violation.CERTIFICATE_REQUIRED,
                        () -> new Relay(
                                        Scenario.CLIENT_ASKED.client().credentials(Credentials.none()),
                                        Scenario.CLIENT_ASKED.server())
                                .run()
                                .to(Side.SERVER)));
    }

    private static List<Misdeed> verifiers() {
        return List.of(
                client("a verifier that refuses by exception", Violation.ACCESS_DENIED, claim -> {
                    throw new ViolationException(Violation.ACCESS_DENIED, "not you");
                }),
                client("a verifier that breaks", Violation.INTERNAL_ERROR, claim -> {
                    throw new IllegalStateException("broken");
                }),
                asked("a verifier of clients that refuses by exception", Violation.ACCESS_DENIED, claim -> {
                    throw new ViolationException(Violation.ACCESS_DENIED, "not you");
                }),
                asked("a verifier of clients that breaks", Violation.INTERNAL_ERROR, claim -> {
                    throw new IllegalStateException("broken");
                }));
    }

    private static Misdeed verify(
            Side victim, String name, Violation violation, UnaryOperator<CertificateVerify> change) {
        return change(victim, HandshakeType.CERTIFICATE_VERIFY, name, violation, change);
    }

    private static Misdeed certificate(
            Side victim, String name, Violation violation, UnaryOperator<Certificate> change) {
        return change(victim, HandshakeType.CERTIFICATE, name, violation, change);
    }

    private static <M extends HandshakeMessage> Misdeed change(
            Side victim, HandshakeType type, String name, Violation violation, UnaryOperator<M> change) {
        return Misdeed.changed(
                victim.peer() + "'s " + type + " " + name,
                violation,
                Scenario.CLIENT_ASKED::relay,
                victim,
                type,
                change);
    }

    private static Misdeed server(String name, Violation violation, Credentials credentials) {
        return new Misdeed(
                "server's certificate " + name,
                violation,
                () -> new Relay(Scenario.PLAIN.client(), ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, credentials))
                        .run()
                        .to(Side.CLIENT));
    }

    private static Misdeed client(String name, Violation violation, PeerVerifier verifier) {
        return new Misdeed(
                name,
                violation,
                () -> new Relay(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, verifier), Scenario.PLAIN.server())
                        .run()
                        .to(Side.CLIENT));
    }

    private static Misdeed asked(String name, Violation violation, PeerVerifier verifier) {
        return new Misdeed(
                name,
                violation,
                () -> new Relay(
                                Scenario.CLIENT_ASKED.client(),
                                Scenario.PLAIN.server().clientAuthentication(ClientAuthentication.NEED, verifier))
                        .run()
                        .to(Side.SERVER));
    }

    private static Certificate entries(Bytes data, Extensions extensions) {
        return new Certificate(Bytes.EMPTY, List.of(new CertificateEntry(data, extensions)));
    }

    private static Bytes flipped(Bytes bytes, int at, int mask) {
        byte[] changed = bytes.toArray();
        changed[at] ^= (byte) mask;
        return Bytes.wrap(changed);
    }
}
