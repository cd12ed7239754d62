// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.extension.Unknown;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.RawMessage;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What our own hellos and records hold, as the peer gets them. */
class OwnHellosTest {
    private static final ExtensionType TRUNCATED_HMAC = new ExtensionType(4);

    private final List<HandshakeMessage> messages = new ArrayList<>();

    @Test
    void aClientBeginsWithAClientHelloOfTls13() {
        ClientHello hello = clientHello(Lab.client().build(), Lab.server().build());

        //= R4.2.2-1
        assertThat(messages.getFirst()).isSameAs(hello);
        //= R4.2.2-6
        //= RE.5-8
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS12);
        //= R4.2.2-14
        assertThat(hello.legacyCompressionMethods()).isEqualTo(Bytes.ofHex("00"));
        //= R4.3.1-1
        //= R9.2-3
        //= RE.5-4
        assertThat(hello.extensions()
                        .find(SupportedVersions.ClientHello.class)
                        .orElseThrow()
                        .versions())
                .contains(ProtocolVersion.TLS13)
                .doesNotContain(ProtocolVersion.TLS12, new ProtocolVersion(0x0302), new ProtocolVersion(0x0300));
        //= R4.3.2-3
        assertThat(hello.extensions().find(Cookie.class)).isEmpty();
        //= RE.5-12
        assertThat(hello.extensions().contains(TRUNCATED_HMAC)).isFalse();
    }

    @Test
    void aClientSendsWhatItsFeaturesNeed() {
        ClientHello hello = clientHello(Lab.client().build(), Lab.server().build());

        //= R9.2-4
        //= R9.2-5
        //= R9.2-9
        //= R9.2-10
        assertThat(hello.extensions().find(SignatureAlgorithms.class)).isPresent();
        List<NamedGroup> groups =
                hello.extensions().find(SupportedGroups.class).orElseThrow().namedGroupList();
        List<NamedGroup> shares = shares(hello);
        //= R9.2-6
        //= R9.2-11
        assertThat(shares).isNotEmpty();
        //= R4.3.8-3
        //= R4.3.8-8
        assertThat(groups.stream().filter(shares::contains)).isEqualTo(shares);
        //= R9.2-13
        assertThat(hello.extensions().find(ServerNameList.Request.class))
                .contains(ServerNameList.Request.of(Lab.NAME.text()));
    }

    @Test
    void aClientThatKnowsTheServerSendsItsKeyAndHowToUseIt() {
        Acquaintance known = Acquaintance.inTheLab();
        known.pair().handshake();
        ClientHello hello = clientHello(known.client().build(), known.server().build());

        //= R9.2-1
        //= R9.2-2
        //= R9.2-7
        //= R9.2-8
        assertThat(hello.extensions().types())
                .contains(
                        ExtensionType.SUPPORTED_VERSIONS,
                        ExtensionType.SIGNATURE_ALGORITHMS,
                        ExtensionType.SUPPORTED_GROUPS,
                        ExtensionType.KEY_SHARE,
                        ExtensionType.SERVER_NAME,
                        ExtensionType.PRE_SHARED_KEY,
                        ExtensionType.PSK_KEY_EXCHANGE_MODES);
    }

    @Test
    void noSharesOrGroupsComeTwice() {
        ClientHello hello = clientHello(
                Lab.client().keyShares(Lab.CRYPTO.groups()).build(),
                Lab.server().build());

        //= R4.3.7-1
        assertThat(hello.extensions().find(SupportedGroups.class).orElseThrow().namedGroupList())
                .doesNotHaveDuplicates();
        //= R4.3.8-7
        assertThat(shares(hello)).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        NamedGroup twice = NamedGroup.X25519;
        assertThatIllegalArgumentException().isThrownBy(() -> Lab.client().groups(List.of(twice, twice)));
        assertThatIllegalArgumentException().isThrownBy(() -> Lab.client().keyShares(List.of(twice, twice)));
    }

    @Test
    void whatOneSideSaysTheOtherReadsToTheLastByte() {
        clientHello(Lab.client().build(), Lab.server().build());

        //= R4.3-1
        assertThat(messages).isNotEmpty().allSatisfy(message -> {
            RawMessage raw = new RawMessage(message.type(), HandshakeCodec.encode(message));
            assertThat(HandshakeCodec.decode(raw)).isEqualTo(message);
        });
    }

    @Test
    void nothingOfEarlierVersionsIsSaid() {
        clientHello(Lab.client().build(), Lab.server().build());
        Set<Integer> tls12 = Set.of(0, 3, 6, 9, 12, 14, 16, 21, 22, 23);

        //= RB-1
        assertThat(messages).noneMatch(message -> tls12.contains(message.type().code()));
    }

    @Test
    void aClientOffersNothingObsolete() {
        ClientHello hello = clientHello(Lab.client().build(), Lab.server().build());

        //= RE.5-2
        //= RE.5-3
        assertThat(hello.cipherSuites().stream().filter(CipherSuite::isKnown))
                .isNotEmpty()
                .allMatch(suite -> suite.hash().isPresent());
        //= RB.3.1.4-1
        assertThat(hello.extensions().find(SupportedGroups.class).orElseThrow().namedGroupList())
                .noneMatch(group -> group.code() < 0x0017 || group.code() == 0xff01 || group.code() == 0xff02);
    }

    @Test
    void aSessionIdIsThereInCompatibilityModeOnly() {
        ClientHello one = clientHello(Lab.client().build(), Lab.server().build());
        ClientHello two = clientHello(Lab.client().build(), Lab.server().build());
        ClientHello plain = clientHello(
                Lab.client().middleboxCompatibility(false).build(), Lab.server().build());

        //= R4.2.2-9
        assertThat(one.legacySessionId().length()).isEqualTo(32);
        assertThat(one.legacySessionId()).isNotEqualTo(two.legacySessionId());
        //= R4.2.2-11
        assertThat(plain.legacySessionId()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aServerAnswersWithAServerHelloOfTls13() {
        ClientHello asked = clientHello(Lab.client().build(), Lab.server().build());
        ServerHello hello = last(ServerHello.class);

        //= R4.2.3-1
        //= R4.3.1-10
        //= RE.5-8
        assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS12);
        //= R4.3.1-9
        //= R4.2.3-10
        //= R9.2-3
        assertThat(hello.extensions().find(SupportedVersions.Selected.class))
                .contains(new SupportedVersions.Selected(ProtocolVersion.TLS13));
        //= R4.2.3-7
        assertThat(hello.legacyCompressionMethod()).isZero();
        //= R4.2.3-9
        assertThat(hello.extensions().types())
                .containsExactlyInAnyOrder(ExtensionType.KEY_SHARE, ExtensionType.SUPPORTED_VERSIONS);
        //= R2-1
        //= R4.3.8-15
        assertThat(shares(asked))
                .contains(hello.extensions()
                        .find(KeyShare.ServerHello.class)
                        .orElseThrow()
                        .serverShare()
                        .group());
    }

    @Test
    void aServerTakesAHelloFullOfWhatNobodyKnows() {
        ClientHello hello =
                clientHello(Lab.client().grease(false).build(), Lab.server().build());
        ClientHello strange = new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.legacySessionId(),
                List.of(new CipherSuite(0xfafa), CipherSuite.TLS_AES_128_GCM_SHA256, new CipherSuite(0x0004)),
                hello.legacyCompressionMethods(),
                hello.extensions()
                        .replace(new SupportedVersions.ClientHello(
                                List.of(new ProtocolVersion(0x0305), ProtocolVersion.TLS13, ProtocolVersion.TLS12)))
                        .replace(new SupportedGroups(List.of(new NamedGroup(0xfafa), NamedGroup.X25519MLKEM768)))
                        .replace(new KeyShare.ClientHello(List.of(
                                new KeyShareEntry(new NamedGroup(0xfafa), Bytes.ofHex("00")),
                                hello.extensions()
                                        .find(KeyShare.ClientHello.class)
                                        .orElseThrow()
                                        .clientShares()
                                        .getFirst())))
                        .with(new Unknown(new ExtensionType(0xfafa), Bytes.ofHex("0102"))));
        messages.clear();
        Pair.End server = new Pair.End(TlsConnection.server(Lab.server().build(), remember()));
        server.receive(plaintextRecord(HandshakeCodec.encode(strange)));

        //= R4.3.1-5
        //= R9.3-3
        //= R9.3-5
        assertThat(server.failure()).isEmpty();
        ServerHello answer = last(ServerHello.class);
        assertThat(answer.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(answer.extensions().find(SupportedVersions.Selected.class))
                .contains(new SupportedVersions.Selected(ProtocolVersion.TLS13));
    }

    @Test
    void aServerTakesNoHelloOfSsl2AndAClientSendsNone() {
        Bytes first = new Pair.End(TlsConnection.client(Lab.client().build(), Lab.NAME)).take();
        Pair.End server = new Pair.End(TlsConnection.server(Lab.server().build()));
        server.receive(Bytes.ofHex("802e0103010015000000100100800300800700c0060040020080040080000004"));

        //= RE.5-5
        assertThat(first.slice(0, 3)).isEqualTo(Bytes.ofHex("160301"));
        //= RE.5-6
        assertThat(server.failure().orElseThrow().violation()).contains(Violation.UNKNOWN_RECORD_TYPE);
    }

    @Test
    void aServersRandomIsFreshForTheSameClientHello() {
        Bytes first = new Pair.End(TlsConnection.client(Lab.client().build(), Lab.NAME)).take();
        List<Bytes> randoms = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            new Pair.End(TlsConnection.server(Lab.server().build(), remember())).receive(first);
            randoms.add(last(ServerHello.class).random());
        }

        //= R4.2.3-3
        //= R4.2.3-4
        assertThat(randoms)
                .doesNotHaveDuplicates()
                .allSatisfy(random -> assertThat(random.length()).isEqualTo(32));
        assertThat(randoms).noneMatch(random -> random.slice(24, 7).equals(Bytes.ofHex("444f574e475244")));
    }

    @Test
    void aServerAsksForTheShareThatItMisses() {
        clientHello(
                Lab.client().keyShares(List.of(NamedGroup.X25519)).build(),
                Lab.server().groups(List.of(NamedGroup.SECP256R1)).build());
        HelloRetryRequest request = last(HelloRetryRequest.class);

        //= R4.2.1-3
        assertThat(request.extensions().find(KeyShare.HelloRetryRequest.class))
                .contains(new KeyShare.HelloRetryRequest(NamedGroup.SECP256R1));
        //= R4.2.4-1
        //= R9.2-3
        assertThat(request.extensions().find(SupportedVersions.Selected.class))
                .contains(new SupportedVersions.Selected(ProtocolVersion.TLS13));
        //= R4.2.4-2
        //= R4.2.4-3
        assertThat(request.extensions().types())
                .containsExactlyInAnyOrder(ExtensionType.KEY_SHARE, ExtensionType.SUPPORTED_VERSIONS);
        //= R4.2.4-7
        assertThat(shares(last(ClientHello.class))).containsExactly(NamedGroup.SECP256R1);
    }

    @Test
    void everyRecordIsOfAKnownTypeAndVersionAndHelloRecordsEndWithTheirHello() {
        Pair.End client = new Pair.End(TlsConnection.client(Lab.client().build(), Lab.NAME));
        Pair.End server = new Pair.End(TlsConnection.server(Lab.server().build()));
        Bytes hello = client.take();
        server.receive(hello);
        Bytes flight = server.take();
        client.receive(flight);
        Bytes finished = client.take();

        //= R5.1-7
        assertThat(messageEndsWithRecord(hello)).isTrue();
        assertThat(messageEndsWithRecord(flight)).isTrue();
        //= RE.4-1
        assertThat(flight.slice(recordLength(flight), 6)).isEqualTo(Bytes.ofHex("140303000101"));
        for (Bytes sent : List.of(hello, flight, finished)) {
            for (int at = 0; at < sent.length(); at += recordLength(sent.from(at))) {
                //= R5-4
                assertThat(sent.at(at)).isIn(20, 21, 22, 23);
                //= RE.5-10
                assertThat(sent.at(at + 1)).isEqualTo(3);
                //= R5.1-8
                //= R5.1-15
                assertThat(recordLength(sent.from(at))).isBetween(5 + 1, 5 + (1 << 14) + 256);
            }
        }
    }

    /** The plaintext message at the start of {@code flight} fills its record exactly. */
    private static boolean messageEndsWithRecord(Bytes flight) {
        int message = flight.at(6) << 16 | flight.at(7) << 8 | flight.at(8);
        return recordLength(flight) == 5 + 4 + message;
    }

    private static Bytes plaintextRecord(Bytes message) {
        return WireWriter.encode(w -> w.uint8(22).uint16(0x0303).opaque16(message));
    }

    private static int recordLength(Bytes record) {
        return 5 + (record.at(3) << 8 | record.at(4));
    }

    private static List<NamedGroup> shares(ClientHello hello) {
        return hello.extensions().find(KeyShare.ClientHello.class).orElseThrow().clientShares().stream()
                .map(KeyShareEntry::group)
                .toList();
    }

    private ClientHello clientHello(ClientConfig client, ServerConfig server) {
        messages.clear();
        new Pair(client, server, Lab.NAME, Observer.NONE, remember()).handshake();
        return (ClientHello) messages.getFirst();
    }

    private Observer remember() {
        return (nanos, event) -> {
            if (event instanceof Event.MessageSeen seen) {
                messages.add(seen.message());
            }
        };
    }

    private <M> M last(Class<M> type) {
        return messages.reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
