// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificate messages, compressed (RFC 8879). */
class CertificateCompressionTest {
    private static final CertificateCompressor ZLIB = CertificateCompressor.zlib();

    @Test
    void bothSidesCompressWhatTheyShow() {
        List<Event> client = new ArrayList<>();
        List<Event> server = new ArrayList<>();
        Pair pair = new Pair(
                        client().certificateCompression(List.of(ZLIB)).build(),
                        server().certificateCompression(List.of(ZLIB)).build(),
                        Lab.NAME,
                        (nanos, event) -> client.add(event),
                        (nanos, event) -> server.add(event))
                .handshake();

        assertThat(pair.client().connection().peerCertificates()).isEqualTo(Lab.SHOP.chain());
        assertThat(pair.server().connection().peerCertificates()).hasSize(1);
        for (List<Event> events : List.of(client, server)) {
            assertThat(compressed(events)).containsExactly(Side.SERVER, Side.CLIENT);
            assertThat(events)
                    .filteredOn(event -> event instanceof Event.CertificateUncompressed)
                    .hasSize(2);
        }
        assertThat(chosen(server))
                .singleElement()
                .satisfies(choice -> assertThat(choice.chosen()).isEqualTo("zlib"));
    }

    @Test
    void aCertificateStaysAsItIsUnlessBothSidesWantIt() {
        List<Event> events = new ArrayList<>();
        new Pair(
                        client().certificateCompression(List.of(ZLIB)).build(),
                        server().build(),
                        Lab.NAME,
                        (nanos, event) -> events.add(event),
                        (nanos, event) -> {})
                .handshake();
        new Pair(
                        client().build(),
                        server().certificateCompression(List.of(ZLIB)).build(),
                        Lab.NAME,
                        (nanos, event) -> events.add(event),
                        (nanos, event) -> {})
                .handshake();
        assertThat(compressed(events)).isEmpty();
    }

    @Test
    void anAlgorithmThatMakesItLongerIsNotUsed() {
        List<Event> server = new ArrayList<>();
        List<CertificateCompressor> longer = List.of(new Stored(0x4001, 1));
        new Pair(
                        client().certificateCompression(longer).build(),
                        server().certificateCompression(longer).build(),
                        Lab.NAME,
                        (nanos, event) -> {},
                        (nanos, event) -> server.add(event))
                .handshake();
        assertThat(compressed(server)).isEmpty();
        assertThat(chosen(server)).singleElement().satisfies(choice -> {
            assertThat(choice.chosen()).isEmpty();
            assertThat(choice.rejected()).containsExactly(new Choice.Rejected("0x4001", "saves nothing"));
        });
    }

    @Test
    void theServersOrderDecides() {
        Stored first = new Stored(0x4001, -40);
        Stored second = new Stored(0x4002, -40);
        List<Event> server = new ArrayList<>();
        Pair pair = new Pair(
                client().certificateCompression(List.of(second, first)).build(),
                server().certificateCompression(List.of(ZLIB, first, second)).build(),
                Lab.NAME,
                (nanos, event) -> {},
                (nanos, event) -> server.add(event));
        pair.run();
        assertThat(chosen(server).getFirst().chosen()).isEqualTo("0x4001");
        assertThat(chosen(server).getFirst().rejected()).containsExactly(new Choice.Rejected("zlib", "not offered"));
    }

    @Test
    void aCredentialIsCompressedOnceForAllConnections() {
        Counted counted = new Counted();
        ClientConfig client = Lab.client().certificateCompression(List.of(ZLIB)).build();
        ServerConfig server = ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.credential()))
                .certificateCompression(List.of(counted))
                .build();
        for (int i = 0; i < 3; i++) {
            new Pair(client, server).handshake();
        }
        assertThat(counted.compressions).isEqualTo(1);
    }

    @Test
    void theFormsThatACredentialKeepsAreBounded() {
        Counted counted = new Counted();
        Credential credential = Lab.SHOP.credential();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                credential.compress(counted, Bytes.ofUtf8("message " + i));
            }
        }
        assertThat(counted.compressions).isEqualTo(200);
    }

    @Test
    void whatIsTooLargeIsNotEvenGivenToTheDecompressor() {
        CertificateCompressor never = new Stored(CertificateCompression.ZLIB.code(), 0) {
            @Override
            public Bytes decompress(Bytes compressed, int length) {
                throw new AssertionError("asked for " + length);
            }
        };
        Relay relay = new Relay(
                Scenario.PLAIN.client().certificateCompression(List.of(never)),
                Scenario.PLAIN.server().certificateCompression(List.of(ZLIB)));
        relay.bringToMessage(Side.CLIENT, HandshakeType.COMPRESSED_CERTIFICATE);
        relay.to(Side.CLIENT)
                .say(
                        ContentType.HANDSHAKE,
                        HandshakeCodec.encode(new CompressedCertificate(
                                CertificateCompression.ZLIB, (1 << 24) - 1, Bytes.ofHex("00"))));
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.COMPRESSED_CERTIFICATE_TOO_LARGE);
    }

    @Test
    void aDecompressorThatMakesTooMuchIsCaught() {
        CertificateCompressor wrong = new Stored(CertificateCompression.ZLIB.code(), 0) {
            @Override
            public Bytes decompress(Bytes compressed, int length) {
                return Bytes.wrap(new byte[length + 1]);
            }
        };
        Pair pair = new Pair(
                        Lab.client().certificateCompression(List.of(wrong)).build(),
                        Lab.server().certificateCompression(List.of(ZLIB)).build())
                .run();
        assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.BAD_COMPRESSED_CERTIFICATE);
    }

    @Test
    void zlibGivesBackWhatItTook() {
        for (int length : new int[] {0, 1, 100, 4095, 4096, 4097, 100_000}) {
            byte[] message = new byte[length];
            new java.util.Random(length).nextBytes(message);
            Bytes bytes = Bytes.wrap(message);
            assertThat(ZLIB.decompress(ZLIB.compress(bytes), length)).isEqualTo(bytes);
        }
    }

    @Test
    void zlibRefusesEveryPrefixAndEveryOtherLength() {
        Bytes message = Lab.SHOP.der();
        Bytes compressed = ZLIB.compress(message);
        for (int length = 0; length < compressed.length(); length++) {
            assertRefused(compressed.slice(0, length), message.length());
        }
        for (int length = 0; length < message.length(); length++) {
            assertRefused(compressed, length);
        }
        assertRefused(compressed, message.length() + 1);
        // A preset dictionary is asked for (RFC 1950 section 2.2)
        assertRefused(Bytes.ofHex("78bb00000001"), 10);
    }

    @Test
    void anAlgorithmIsNamedOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lab.client().certificateCompression(List.of(ZLIB, ZLIB)));
    }

    private static void assertRefused(Bytes compressed, int length) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> ZLIB.decompress(compressed, length))
                .satisfies(refusal -> assertThat(refusal.violation()).isEqualTo(Violation.BAD_COMPRESSED_CERTIFICATE));
    }

    private static ClientConfig.Builder client() {
        return Scenario.CLIENT_ASKED.client();
    }

    private static ServerConfig.Builder server() {
        return Scenario.CLIENT_ASKED.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
    }

    private static List<Side> compressed(List<Event> events) {
        return events.stream()
                .filter(event ->
                        event instanceof Event.MessageSeen seen && seen.message() instanceof CompressedCertificate)
                .map(event -> ((Event.MessageSeen) event).sender())
                .toList();
    }

    private static List<Choice> chosen(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof Event.Chosen)
                .map(event -> ((Event.Chosen) event).choice())
                .filter(choice -> choice.subject() == Choice.Subject.CERTIFICATE_COMPRESSION)
                .toList();
    }

    /** Makes every message longer or shorter by so many bytes, and cannot give it back. */
    private static class Stored implements CertificateCompressor {
        private final CertificateCompression algorithm;
        private final int more;

        Stored(int code, int more) {
            this.algorithm = new CertificateCompression(code);
            this.more = more;
        }

        @Override
        public CertificateCompression algorithm() {
            return algorithm;
        }

        @Override
        public Bytes compress(Bytes message) {
            return Bytes.wrap(new byte[message.length() + more]);
        }

        @Override
        public Bytes decompress(Bytes compressed, int length) {
            return Bytes.wrap(new byte[length]);
        }
    }

    private static final class Counted implements CertificateCompressor {
        private int compressions;

        @Override
        public CertificateCompression algorithm() {
            return CertificateCompression.ZLIB;
        }

        @Override
        public Bytes compress(Bytes message) {
            compressions++;
            return ZLIB.compress(message);
        }

        @Override
        public Bytes decompress(Bytes compressed, int length) {
            return ZLIB.decompress(compressed, length);
        }
    }
}
