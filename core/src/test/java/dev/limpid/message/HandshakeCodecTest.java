// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.ExtensionSamples;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeCodecTest {
    @ParameterizedTest
    @MethodSource("dev.limpid.message.MessageSamples#all")
    void losesNothingInARoundTrip(HandshakeMessage message) {
        //= R4.2.2-12
        //= R4.2.2-17
        //= R4.4.2-7
        //= R4.7.1-16
        Bytes wire = HandshakeCodec.encode(message);
        HandshakeMessage decoded = HandshakeCodec.decode(message.type(), wire.from(HandshakeCodec.HEADER_LENGTH));
        assertThat(decoded).isEqualTo(message);
        assertThat(HandshakeCodec.encode(decoded)).isEqualTo(wire);
        assertThat(wire.at(0)).isEqualTo(message.type().code());
        assertThat(wire.at(1) << 16 | wire.at(2) << 8 | wire.at(3)).isEqualTo(wire.length() - 4);
    }

    @ParameterizedTest
    @MethodSource("delimited")
    void refusesEveryStrictPrefix(HandshakeMessage message) {
        Bytes body = message.body();
        for (int length = 0; length < body.length(); length++) {
            Bytes prefix = body.slice(0, length);
            if (isHelloOfOld(message, length)) {
                continue;
            }
            assertThatExceptionOfType(DecodeException.class)
                    .as("the first %s bytes", length)
                    .isThrownBy(() -> HandshakeCodec.decode(message.type(), prefix));
        }
    }

    @ParameterizedTest
    @MethodSource("delimited")
    void refusesTrailingBytes(HandshakeMessage message) {
        //= R4.2.2-18
        //= R4.2.2-19
        Bytes longer = message.body().then(Bytes.ofHex("00"));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> HandshakeCodec.decode(message.type(), longer));
    }

    @Test
    void hasASampleOfEveryMessage() {
        assertThat(MessageSamples.all().map(Object::getClass).distinct().map(Class.class::cast))
                .containsExactlyInAnyOrder(HandshakeMessage.class.getPermittedSubclasses());
    }

    @Test
    void refusesTypesThatDoNotExist() {
        List<Integer> existing = List.of(1, 2, 4, 5, 8, 11, 13, 15, 20, 24, 25);
        for (int code :
                IntStream.range(0, 256).filter(c -> !existing.contains(c)).toArray()) {
            assertThat(violation(new HandshakeType(code), "00")).isEqualTo(Violation.UNKNOWN_MESSAGE);
        }
    }

    @Test
    void readsAServerHelloWithTheSpecialRandomAsHelloRetryRequest() {
        //= R4.2.3-11
        Bytes retry = Bytes.ofHex("0303" + HelloRetryRequest.RANDOM + "00 1301 00 0006 002b 0002 0304");
        assertThat(HandshakeCodec.decode(HandshakeType.SERVER_HELLO, retry)).isInstanceOf(HelloRetryRequest.class);
        Bytes hello = Bytes.ofHex("0303" + MessageSamples.RANDOM + "00 1301 00 0006 002b 0002 0304");
        assertThat(HandshakeCodec.decode(HandshakeType.SERVER_HELLO, hello)).isInstanceOf(ServerHello.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerHello(
                        ProtocolVersion.TLS12,
                        HelloRetryRequest.RANDOM,
                        Bytes.EMPTY,
                        CipherSuite.TLS_AES_128_GCM_SHA256,
                        0,
                        Extensions.NONE));
    }

    @Test
    void recognisesAServerHelloOfTls12() {
        Bytes old = Bytes.ofHex("0303" + MessageSamples.RANDOM + "00 c02f 00 000e 0000 0000 000b 0002 0100 0017 0000");
        ServerHello hello = (ServerHello) HandshakeCodec.decode(HandshakeType.SERVER_HELLO, old);
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS12);
        assertThat(hello.extensions().types())
                .containsExactly(
                        ExtensionType.SERVER_NAME, ExtensionType.EC_POINT_FORMATS, ExtensionType.EXTENDED_MAIN_SECRET);
        assertThat(hello.body()).isEqualTo(old);
    }

    @Test
    void recognisesAClientHelloOfOld() {
        Bytes old = Bytes.ofHex("0301" + MessageSamples.RANDOM + "00 0002 002f 0100");
        ClientHello hello = (ClientHello) HandshakeCodec.decode(HandshakeType.CLIENT_HELLO, old);
        assertThat(hello.extensions().isAbsent()).isTrue();
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS10);
        assertThat(hello.body()).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({
        "21, a session id of 33 bytes",
        "ff, a session id longer than the message",
    })
    void refusesALongSessionId(String length, String why) {
        String id = "00".repeat(Integer.parseInt(length, 16) == 0x21 ? 33 : 40);
        assertThatExceptionOfType(DecodeException.class)
                .as(why)
                .isThrownBy(() -> HandshakeCodec.decode(
                        HandshakeType.CLIENT_HELLO,
                        Bytes.ofHex("0303" + MessageSamples.RANDOM + length + id + "0002 1301 0100")))
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("ClientHello.legacy_session_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00 0000 0100", "00 0003 130113 0100", "00 0002 1301 00"})
    void refusesAClientHelloWithoutSuitesOrCompression(String rest) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> HandshakeCodec.decode(
                        HandshakeType.CLIENT_HELLO, Bytes.ofHex("0303" + MessageSamples.RANDOM + rest)));
    }

    @Test
    void refusesEmptyCertificatesAndTickets() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(
                        () -> HandshakeCodec.decode(HandshakeType.CERTIFICATE, Bytes.ofHex("00 000005 000000 0000")))
                .satisfies(
                        failure -> assertThat(failure.path()).isEqualTo("Certificate.certificate_list[0].cert_data"));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> HandshakeCodec.decode(
                        HandshakeType.NEW_SESSION_TICKET, Bytes.ofHex("00000000 00000000 00 0000 0000")));
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() ->
                        HandshakeCodec.decode(HandshakeType.COMPRESSED_CERTIFICATE, Bytes.ofHex("0001 000001 000000")));
    }

    @Test
    void refusesAKeyUpdateThatIsNeitherRequestedNorNot() {
        //= R4.7.3-4
        for (int value = 2; value < 256; value++) {
            assertThat(violation(HandshakeType.KEY_UPDATE, "%02x".formatted(value)))
                    .isEqualTo(Violation.BAD_KEY_UPDATE);
        }
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> HandshakeCodec.decode(HandshakeType.KEY_UPDATE, Bytes.ofHex("0200")));
    }

    @Test
    void saysWhereInTheMessageAnExtensionFailed() {
        Bytes hello =
                Bytes.ofHex("0303" + MessageSamples.RANDOM + "00 0002 1301 0100 000b 1a1a 0000 0033 0003 0001 00");
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> HandshakeCodec.decode(HandshakeType.CLIENT_HELLO, hello))
                .satisfies(failure -> {
                    assertThat(failure.path()).isEqualTo("ClientHello.extensions[1].key_share.client_shares[0]");
                    assertThat(failure.offset()).isEqualTo(hello.length() - 1);
                });
    }

    @Test
    void truncatesForBindersAsIfTheyWereThere() {
        ClientHello hello = MessageSamples.clientHello(ExtensionSamples.block(ExtensionContext.CLIENT_HELLO));
        PreSharedKey.ClientHello psk =
                hello.extensions().find(PreSharedKey.ClientHello.class).orElseThrow();
        Bytes whole = HandshakeCodec.encode(hello);
        Bytes truncated = hello.truncatedForBinders();
        assertThat(whole.slice(0, truncated.length())).isEqualTo(truncated);
        assertThat(whole.from(truncated.length()).length()).isEqualTo(2 + 33 + 34);
        assertThat(whole.at(truncated.length()) << 8 | whole.at(truncated.length() + 1))
                .isEqualTo(33 + 34);
        ClientHello zeroed = hello.withExtensions(hello.extensions()
                .replace(new PreSharedKey.ClientHello(
                        psk.identities(),
                        psk.binders().stream()
                                .map(binder -> Bytes.wrap(new byte[binder.length()]))
                                .toList())));
        assertThat(zeroed.truncatedForBinders()).isEqualTo(truncated);
    }

    @Test
    void truncatesOnlyWhatEndsWithPreSharedKey() {
        ClientHello none = MessageSamples.clientHello(Extensions.of(new Cookie(Bytes.ofHex("01"))));
        assertThatIllegalStateException().isThrownBy(none::truncatedForBinders);
        ClientHello absent = MessageSamples.clientHello(Extensions.ABSENT);
        assertThatIllegalStateException().isThrownBy(absent::truncatedForBinders);
    }

    static Stream<HandshakeMessage> delimited() {
        // A Finished is all verify_data, whatever its length; the cipher suite's hash decides.
        return MessageSamples.all().filter(message -> !(message instanceof Finished));
    }

    /** A hello cut off exactly where its extensions begin is the hello of a time before extensions. */
    private static boolean isHelloOfOld(HandshakeMessage message, int length) {
        HandshakeMessage without = switch (message) {
            case ClientHello hello -> hello.withExtensions(Extensions.ABSENT);
            case ServerHello hello ->
                new ServerHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionIdEcho(),
                        hello.cipherSuite(),
                        hello.legacyCompressionMethod(),
                        Extensions.ABSENT);
            case HelloRetryRequest retry ->
                new HelloRetryRequest(
                        retry.legacyVersion(),
                        retry.legacySessionIdEcho(),
                        retry.cipherSuite(),
                        retry.legacyCompressionMethod(),
                        Extensions.ABSENT);
            default -> message;
        };
        return without.body().length() == length
                && HandshakeCodec.decode(message.type(), message.body().slice(0, length))
                        .equals(without);
    }

    private static Violation violation(HandshakeType type, String body) {
        try {
            HandshakeMessage message = HandshakeCodec.decode(type, Bytes.ofHex(body));
            throw new AssertionError("decoded " + message);
        } catch (ViolationException expected) {
            return expected.violation();
        }
    }
}
