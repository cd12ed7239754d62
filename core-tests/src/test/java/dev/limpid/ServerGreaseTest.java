// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.Unknown;
import dev.limpid.identity.Credentials;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a server lists that means nothing (RFC 8701 section 4). */
class ServerGreaseTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();
    private static final SignatureScheme SCHEME = new SignatureScheme(Grease.value(3));
    private static final Extension EXTENSION = new Unknown(new ExtensionType(Grease.value(3)), Bytes.EMPTY);

    @Test
    void listsNothingUnlessToldTo() {
        Acquaintance lab = acquaintance(false);
        Pair pair = lab.pair().handshake();
        for (HandshakeMessage message : List.of(
                ResumptionTest.said(pair.server(), CertificateRequest.class),
                ResumptionTest.said(pair.server(), NewSessionTicket.class))) {
            assertThat(message.toString()).doesNotContain("GREASE");
        }
    }

    @Test
    void aRequestForACertificateAndATicketHaveOneEach() {
        Acquaintance lab = acquaintance(true);
        Set<ExtensionType> types = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            lab.client().ticketRequest(1, 1);
            Pair pair = lab.pair().handshake();
            if (!pair.client().connection().facts().orElseThrow().resumed()) {
                CertificateRequest request = ResumptionTest.said(pair.server(), CertificateRequest.class);
                assertThat(greased(request.extensions())).hasSize(1);
                assertThat(request.extensions()
                                .find(SignatureAlgorithms.class)
                                .orElseThrow()
                                .supportedSignatureAlgorithms())
                        .satisfiesOnlyOnce(
                                scheme -> assertThat(Grease.is(scheme.code())).isTrue());
                assertThat(request.extensions()
                                .find(SignatureAlgorithmsCert.class)
                                .orElseThrow()
                                .supportedSignatureAlgorithms())
                        .satisfiesOnlyOnce(
                                scheme -> assertThat(Grease.is(scheme.code())).isTrue());
            }
            NewSessionTicket ticket = ResumptionTest.said(pair.server(), NewSessionTicket.class);
            Unknown greased = greased(ticket.extensions()).getFirst();
            types.add(greased.type());
            lengths.add(greased.body().length());
        }
        assertThat(types).hasSizeGreaterThan(3);
        assertThat(lengths).hasSizeGreaterThan(2);
    }

    @Test
    void whoAnswersThemIsRefused() {
        assertThat(failure(
                        HandshakeType.CERTIFICATE,
                        (Certificate certificate) -> new Certificate(
                                certificate.certificateRequestContext(),
                                List.of(new CertificateEntry(
                                        certificate.certificateList().getFirst().data(), Extensions.of(EXTENSION))))))
                .isEqualTo(Violation.UNSOLICITED_EXTENSION);
        assertThat(failure(
                        HandshakeType.CERTIFICATE_VERIFY,
                        (CertificateVerify verify) -> new CertificateVerify(SCHEME, verify.signature())))
                .isEqualTo(Violation.SIGNATURE_SCHEME_NOT_OFFERED);
    }

    private static Acquaintance acquaintance(boolean grease) {
        return Acquaintance.of(
                Lab.client().credentials(Credentials.of(CLIENT.credential())),
                Lab.server()
                        .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                        .grease(grease));
    }

    private static List<Unknown> greased(Extensions extensions) {
        List<Unknown> greased = new ArrayList<>();
        for (Extension extension : extensions) {
            if (extension instanceof Unknown unknown && Grease.is(unknown.type().code())) {
                greased.add(unknown);
            }
        }
        return greased;
    }

    /** Against a server all of whose random bytes are 3: what the client answers had been listed. */
    private static <M extends HandshakeMessage> Violation failure(HandshakeType type, UnaryOperator<M> change) {
        ServerConfig.Builder server = ServerConfig.builder(
                        new DelegatingCrypto(Lab.CRYPTO) {
                            @Override
                            public void random(byte[] destination) {
                                Arrays.fill(destination, (byte) 3);
                            }
                        },
                        FixedTime.NOON,
                        Credentials.of(Lab.SHOP.credential()))
                .groups(Scenario.CLIENT_ASKED.server().build().groups())
                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                .alpn(List.of("http/1.1"))
                .grease(true);
        Misdeed misdeed = Misdeed.changed(
                "GREASE",
                Violation.INTERNAL_ERROR,
                () -> new Relay(Scenario.CLIENT_ASKED.client(), server),
                Side.SERVER,
                type,
                change);
        return misdeed.act().get().victim().failure().orElseThrow().violation().orElseThrow();
    }
}
