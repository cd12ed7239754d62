// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.extension.Cookie;
import dev.limpid.extension.EarlyData;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of RFC 8448's traces, which other people's stacks made. */
class Rfc8448MessagesTest {
    private static final Set<String> MESSAGES = Set.of(
            "ClientHello",
            "ServerHello",
            "EncryptedExtensions",
            "CertificateRequest",
            "Certificate",
            "CertificateVerify",
            "Finished",
            "NewSessionTicket",
            "EndOfEarlyData");

    @ParameterizedTest
    @MethodSource("messages")
    void decodesAndEncodesByteForByte(String trace, String name, Bytes wire) {
        HandshakeMessage message = decode(wire);
        assertThat(HandshakeCodec.encode(message)).isEqualTo(wire);
        if (!(message instanceof HelloRetryRequest)) {
            assertThat(message.getClass().getSimpleName()).isEqualTo(name);
        }
    }

    @Test
    void findsAllMessagesOfTheTraces() {
        assertThat(messages()).hasSize(40);
    }

    @Test
    void readsTheClientHelloOfTheSimpleHandshake() {
        ClientHello hello = (ClientHello) message("3", "ClientHello", 0);
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS12);
        assertThat(hello.cipherSuites())
                .containsExactly(
                        CipherSuite.TLS_AES_128_GCM_SHA256,
                        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_AES_256_GCM_SHA384);
        assertThat(hello.legacyCompressionMethods()).isEqualTo(ClientHello.NULL_COMPRESSION);
        Extensions extensions = hello.extensions();
        assertThat(extensions.find(ServerNameList.Request.class).orElseThrow().hostName())
                .contains(Bytes.ofUtf8("server"));
        assertThat(extensions.find(SupportedVersions.ClientHello.class))
                .contains(new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)));
        KeyShare.ClientHello shares =
                extensions.find(KeyShare.ClientHello.class).orElseThrow();
        assertThat(shares.clientShares()).hasSize(1);
        assertThat(shares.clientShares().getFirst().group()).isEqualTo(NamedGroup.X25519);
        assertThat(shares.clientShares().getFirst().keyExchange())
                .isEqualTo(Rfc8448.section("3")
                        .step("client", "create an ephemeral")
                        .bytes("public key"));
    }

    @Test
    void readsTheServersAnswers() {
        ServerHello hello = (ServerHello) message("3", "ServerHello", 0);
        assertThat(hello.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(hello.extensions().types())
                .containsExactly(ExtensionType.KEY_SHARE, ExtensionType.SUPPORTED_VERSIONS);
        EncryptedExtensions encrypted = (EncryptedExtensions) message("3", "EncryptedExtensions", 0);
        assertThat(encrypted.extensions().types())
                .containsExactly(
                        ExtensionType.SUPPORTED_GROUPS, ExtensionType.RECORD_SIZE_LIMIT, ExtensionType.SERVER_NAME);
        assertThat(encrypted.extensions().unsolicited(((ClientHello) message("3", "ClientHello", 0)).extensions()))
                .isEmpty();
        CertificateVerify verify = (CertificateVerify) message("3", "CertificateVerify", 0);
        assertThat(verify.algorithm()).isEqualTo(SignatureScheme.RSA_PSS_RSAE_SHA256);
        NewSessionTicket ticket = (NewSessionTicket) message("3", "NewSessionTicket", 0);
        assertThat(ticket.ticketLifetime()).isEqualTo(30);
        assertThat(ticket.extensions().find(EarlyData.NewSessionTicket.class))
                .contains(new EarlyData.NewSessionTicket(1024));
    }

    @Test
    void readsTheHelloRetryRequest() {
        HelloRetryRequest retry = (HelloRetryRequest) message("5", "ServerHello", 0);
        assertThat(retry.extensions().find(KeyShare.HelloRetryRequest.class))
                .contains(new KeyShare.HelloRetryRequest(NamedGroup.SECP256R1));
        ClientHello second = (ClientHello) message("5", "ClientHello", 1);
        assertThat(second.extensions().find(Cookie.class))
                .isPresent()
                .isEqualTo(retry.extensions().find(Cookie.class));
        assertThat(message("5", "ServerHello", 1)).isInstanceOf(ServerHello.class);
    }

    @Test
    void truncatesTheResumingClientHelloAsTheRfcDoes() {
        ClientHello hello = (ClientHello) decode(resumingClientHello());
        assertThat(hello.truncatedForBinders())
                .isEqualTo(Rfc8448.section("4").with("ClientHello").getFirst().bytes("ClientHello"));
        Rfc8448.Step binder = Rfc8448.section("4").step("client", "calculate PSK binder");
        assertThat(hello.truncatedForBinders()).isEqualTo(binder.bytes("ClientHello prefix"));
        assertThat(hello.extensions()
                        .find(PreSharedKey.ClientHello.class)
                        .orElseThrow()
                        .binders())
                .containsExactly(binder.bytes("finished"));
    }

    @Test
    void joinsTheServersFlightFromItsRecord() {
        Bytes flight = Rfc8448.section("3").with("payload").get(2).bytes("payload");
        HandshakeJoiner joiner = new HandshakeJoiner(1 << 16);
        joiner.add(flight);
        assertThat(Stream.generate(joiner::next)
                        .takeWhile(Optional::isPresent)
                        .map(next ->
                                HandshakeCodec.decode(next.get()).getClass().getSimpleName()))
                .containsExactly("EncryptedExtensions", "Certificate", "CertificateVerify", "Finished");
        assertThat(joiner.isAligned()).isTrue();
    }

    static Stream<Arguments> messages() {
        return Rfc8448.traces().stream()
                .flatMap(trace -> trace.steps().stream()
                        .flatMap(step -> step.fields().keySet().stream()
                                .filter(MESSAGES::contains)
                                .map(name -> Arguments.of(trace.title(), name, message(trace, step, name)))));
    }

    /** The resuming ClientHello is constructed without its binders, which come with the record. */
    private static Bytes message(Rfc8448 trace, Rfc8448.Step step, String name) {
        return trace.section().equals("4") && name.equals("ClientHello") ? resumingClientHello() : step.bytes(name);
    }

    private static Bytes resumingClientHello() {
        return Rfc8448.section("4").step("client", "send handshake record").bytes("payload");
    }

    private static HandshakeMessage message(String section, String name, int index) {
        return decode(Rfc8448.section(section).with(name).get(index).bytes(name));
    }

    private static HandshakeMessage decode(Bytes wire) {
        HandshakeJoiner joiner = new HandshakeJoiner(wire.length());
        joiner.add(wire);
        RawMessage raw = joiner.next().orElseThrow();
        assertThat(raw.bytes()).isEqualTo(wire);
        return HandshakeCodec.decode(raw);
    }
}
