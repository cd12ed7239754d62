// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.BrokenExpectation.expect;
import static dev.limpid.conformance.bogo.BrokenExpectation.expectEqual;

import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** What flags say about a connection, and what has to be so without a flag, compared with what is. */
final class Expectations {
    private final Settings settings;
    private final FlagValues flags;
    private final boolean first;
    private final PeerPapers before;

    /**
     * @param first whether this is the first connection
     * @param before what the peer showed on the connection that this one may resume
     */
    Expectations(Settings settings, boolean first, PeerPapers before) {
        this.before = before;
        this.settings = settings;
        this.flags = settings.flags();
        this.first = first;
    }

    /** Checks what is known once the handshake is complete. */
    void check(Attempt attempt) {
        ConnectionFacts facts = attempt.connection().facts().orElseThrow();
        negotiation(facts);
        names(facts, attempt.witness());
        peer(facts, attempt);
        flags.number("-expect-selected-credential")
                .ifPresent(index -> expectEqual("the selected credential", index, attempt.selectedCredential()));
        EarlyDataExpectations early = new EarlyDataExpectations(settings, attempt, facts);
        early.checkReason();
        if (!first) {
            early.check();
        }
    }

    /** Checks what is known at the end: whether a client got a ticket. */
    void checkTicket(Attempt attempt) {
        if (!settings.isServer()) {
            boolean expected = !settings.has("-expect-no-session") && !settings.has("-shim-shuts-down");
            expectEqual(
                    "whether a ticket came",
                    expected,
                    attempt.witness().ticket().isPresent());
            attempt.witness()
                    .ticket()
                    .ifPresent(ticket -> expectEqual(
                            "whether the ticket is good for early data",
                            settings.has("-expect-ticket-supports-early-data"),
                            ticket.maxEarlyData() > 0));
        }
    }

    private void negotiation(ConnectionFacts facts) {
        expectEqual("whether it is resumed", !first && !settings.has("-expect-session-miss"), facts.resumed());
        expectNumber("-expect-curve-id", facts.group().map(NamedGroup::code));
        expectNumber("-expect-cipher", Optional.of(facts.cipherSuite().code()));
        expectNumber("-expect-cipher-aes", Optional.of(facts.cipherSuite().code()));
        expect(!settings.has("-expect-hrr") || facts.retried(), "there was no HelloRetryRequest");
        expect(!settings.has("-expect-no-hrr") || !facts.retried(), "there was a HelloRetryRequest");
        flags.number("-expect-total-renegotiations").ifPresent(count -> expectEqual("renegotiations", count, 0));
    }

    private void names(ConnectionFacts facts, Witness witness) {
        String expected = flags.text(settings.isServer() ? "-select-alpn" : "-expect-alpn")
                .orElse("");
        expectEqual("the application protocol", expected, facts.alpn().orElse(""));
        if (settings.isServer()) {
            flags.text("-expect-server-name")
                    .ifPresent(name ->
                            expectEqual("server_name", name, facts.serverName().orElse("")));
            expect(!settings.has("-expect-no-server-name") || facts.serverName().isEmpty(), "there is a server_name");
            flags.text("-expect-advertised-alpn")
                    .ifPresent(list -> expectEqual("the offered protocols", list, offered(witness)));
        }
    }

    private void peer(ConnectionFacts facts, Attempt attempt) {
        Witness witness = attempt.witness();
        List<Bytes> certificates = attempt.connection().peerCertificates();
        PeerPapers papers = facts.resumed() ? before : witness.papers();
        expectNumber("-expect-peer-signature-algorithm", papers.scheme().map(SignatureScheme::code));
        flags.bytes("-expect-ocsp-response")
                .ifPresent(response -> expectEqual("the OCSP response", response, papers.ocspResponse()));
        flags.bytes("-expect-signed-cert-timestamps")
                .ifPresent(list -> expectEqual("the timestamps", list, papers.timestamps()));
        List<Integer> schemes = flags.numbers("-expect-peer-verify-pref");
        if (!schemes.isEmpty()) {
            expectEqual("the peer's signature_algorithms", schemes, schemes(witness));
        }
        flags.names("-expect-client-ca-list")
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> expectEqual("certificate_authorities", names, authorities(witness)));
        flags.text("-expect-peer-cert-file")
                .ifPresent(file -> expectEqual("the peer's chain", Pem.certificates(file), certificates));
        CertificateType type = type(witness);
        flags.number("-expect-peer-certificate-type")
                .ifPresent(code -> expectEqual("the type of the peer's certificate", code, type.code()));
        boolean expected = !settings.isServer() || settings.has("-require-any-client-certificate");
        if (settings.has("-expect-no-peer-cert") || attempt.selectedKey().isPresent()) {
            expect(certificates.isEmpty(), "the peer showed a certificate");
        } else if (expected) {
            expect(!certificates.isEmpty(), "the peer showed no certificate");
        }
    }

    /** What the peer's Certificate holds, as EncryptedExtensions settled it; X.509 certificates if they say nothing. */
    private CertificateType type(Witness witness) {
        return witness.encryptedExtensions()
                .map(EncryptedExtensions::extensions)
                .flatMap(extensions -> settings.isServer()
                        ? extensions
                                .find(ClientCertificateType.EncryptedExtensions.class)
                                .map(ClientCertificateType.EncryptedExtensions::certificateType)
                        : extensions
                                .find(ServerCertificateType.EncryptedExtensions.class)
                                .map(ServerCertificateType.EncryptedExtensions::certificateType))
                .orElse(CertificateType.X509);
    }

    private void expectNumber(String flag, Optional<Integer> actual) {
        flags.number(flag)
                .filter(expected -> expected != 0)
                .ifPresent(expected -> expectEqual(flag, Optional.of(expected), actual));
    }

    private List<Integer> schemes(Witness witness) {
        return peerOffer(witness)
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::supportedSignatureAlgorithms)
                .orElse(List.of())
                .stream()
                .map(SignatureScheme::code)
                .toList();
    }

    private List<Bytes> authorities(Witness witness) {
        return peerOffer(witness)
                .find(CertificateAuthorities.class)
                .map(CertificateAuthorities::authorities)
                .orElse(List.of());
    }

    /** Where the peer says what it accepts of us. */
    private Extensions peerOffer(Witness witness) {
        return settings.isServer()
                ? witness.clientHello().map(ClientHello::extensions).orElse(Extensions.NONE)
                : witness.certificateRequest()
                        .map(CertificateRequest::extensions)
                        .orElse(Extensions.NONE);
    }

    /** The names of the client's list, each after a byte with its length. */
    private static String offered(Witness witness) {
        List<Bytes> names = witness.clientHello()
                .flatMap(hello -> hello.extensions().find(ApplicationLayerProtocolNegotiation.ClientHello.class))
                .map(ApplicationLayerProtocolNegotiation.ClientHello::protocolNameList)
                .orElse(List.of());
        return WireWriter.encode(writer ->
                        names.forEach(name -> writer.uint8(name.length()).bytes(name)))
                .toLatin1();
    }
}
