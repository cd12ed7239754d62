// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.extension.Unknown;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.Grease;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FakeLab;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that mean nothing (RFC 8701) and the shuffled order of extensions: in every hello, and never selected. */
class GreaseTest {
    private static final CipherSuite SUITE = new CipherSuite(Grease.value(3));
    private static final NamedGroup GROUP = new NamedGroup(Grease.value(3));

    @Test
    void everyListOfTheHelloHasOne() {
        ClientHello hello = hello(Scenario.PLAIN.relay());
        Extensions extensions = hello.extensions();
        assertThat(greased(hello.cipherSuites().stream().map(CipherSuite::code).toList()))
                .isOne();
        assertThat(greased(extensions.types().stream().map(ExtensionType::code).toList()))
                .isEqualTo(2);
        assertThat(greased(extensions.find(SupportedVersions.ClientHello.class).orElseThrow().versions().stream()
                        .map(ProtocolVersion::code)
                        .toList()))
                .isOne();
        List<Integer> groups = extensions.find(SupportedGroups.class).orElseThrow().namedGroupList().stream()
                .map(NamedGroup::code)
                .toList();
        List<Integer> shares = extensions.find(KeyShare.ClientHello.class).orElseThrow().clientShares().stream()
                .map(KeyShareEntry::group)
                .map(NamedGroup::code)
                .toList();
        assertThat(greased(groups)).isOne();
        assertThat(greased(shares)).isOne();
        assertThat(groups).containsAll(shares);
        assertThat(greased(
                        extensions.find(SignatureAlgorithms.class).orElseThrow().supportedSignatureAlgorithms().stream()
                                .map(SignatureScheme::code)
                                .toList()))
                .isOne();
        assertThat(
                        greased(extensions
                                .find(ApplicationLayerProtocolNegotiation.ClientHello.class)
                                .orElseThrow()
                                .protocolNameList()
                                .stream()
                                .filter(name -> name.length() == 2)
                                .map(name -> name.at(0) << 8 | name.at(1))
                                .toList()))
                .isOne();
    }

    @Test
    void withBothSwitchesOffTheHelloIsTheSameEachTime() {
        Set<List<ExtensionType>> orders = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            ClientHello hello = hello(
                    new Relay(Scenario.PLAIN.client().grease(false).permuteExtensions(false), Scenario.PLAIN.server()));
            orders.add(hello.extensions().types());
            assertThat(hello.toString()).doesNotContain("GREASE");
        }
        assertThat(orders).hasSize(1);
    }

    @Test
    void theOrderOfExtensionsChangesFromConnectionToConnection() {
        Set<List<ExtensionType>> orders = new HashSet<>();
        Set<ExtensionType> first = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            List<ExtensionType> types = hello(new Relay(Scenario.PLAIN.client().grease(false), Scenario.PLAIN.server()))
                    .extensions()
                    .types();
            orders.add(types);
            first.add(types.getFirst());
        }
        assertThat(orders).hasSizeGreaterThan(90);
        assertThat(first).as("each gets to the front").hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void theSameRandomnessMakesTheSameHello() {
        assertThat(fakeHello(7)).isEqualTo(fakeHello(7)).isNotEqualTo(fakeHello(8));
    }

    @Test
    void theSecondHelloKeepsTheValuesAndTheOrder() {
        //= R4.2.2-2
        Relay relay = Scenario.RETRIED.relay().run();
        List<ClientHello> hellos = relay.to(Side.CLIENT).events().stream()
                .filter(event -> event instanceof Event.MessageSeen)
                .map(event -> ((Event.MessageSeen) event).message())
                .filter(message -> message instanceof ClientHello)
                .map(message -> (ClientHello) message)
                .toList();
        assertThat(relay.to(Side.SERVER).victim().isEstablished()).isTrue();
        assertThat(hellos).hasSize(2);
        assertThat(hellos.get(1).cipherSuites()).isEqualTo(hellos.get(0).cipherSuites());
        assertThat(withoutShares(hellos.get(1))).isEqualTo(withoutShares(hellos.get(0)));
        assertThat(hellos.get(1)
                        .extensions()
                        .find(KeyShare.ClientHello.class)
                        .orElseThrow()
                        .clientShares())
                .as("the demanded share alone")
                .hasSize(1);
    }

    @Test
    void everyValueOfTheSixteenIsToleratedByAServer() {
        for (int seed = 0; seed < 64; seed++) {
            new Pair(FakeLab.client(seed).build(), FakeLab.server(seed + 100).build()).handshake();
        }
    }

    @Test
    void aServerThatSelectsOneIsRejected() {
        //= R4.2.3-6
        assertThat(failure(
                        HandshakeType.SERVER_HELLO,
                        false,
                        (ServerHello hello) -> new ServerHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.legacySessionIdEcho(),
                                SUITE,
                                0,
                                hello.extensions())))
                .isEqualTo(Violation.SELECTED_UNOFFERED_SUITE);
        assertThat(answeredHello(new KeyShare.ServerHello(new KeyShareEntry(GROUP, Bytes.of((byte) 0)))))
                .isEqualTo(Violation.SELECTED_UNOFFERED_GROUP);
        assertThat(answeredHello(new SupportedVersions.Selected(new ProtocolVersion(Grease.value(3)))))
                .isEqualTo(Violation.SELECTED_BAD_VERSION);
        assertThat(failure(
                        HandshakeType.SERVER_HELLO,
                        false,
                        (ServerHello hello) -> new ServerHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.legacySessionIdEcho(),
                                hello.cipherSuite(),
                                0,
                                hello.extensions().with(grease()))))
                .isEqualTo(Violation.UNSOLICITED_EXTENSION);
        assertThat(failure(
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        false,
                        (EncryptedExtensions ee) ->
                                new EncryptedExtensions(ee.extensions().with(grease()))))
                .isEqualTo(Violation.UNSOLICITED_EXTENSION);
        assertThat(failure(
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        false,
                        (EncryptedExtensions ee) -> new EncryptedExtensions(Misdeed.put(
                                ee.extensions(),
                                new ApplicationLayerProtocolNegotiation.EncryptedExtensions(Bytes.ofHex("3a3a"))))))
                .isEqualTo(Violation.SELECTED_UNOFFERED_ALPN);
        assertThat(failure(
                        HandshakeType.CERTIFICATE_VERIFY,
                        false,
                        (CertificateVerify verify) ->
                                new CertificateVerify(new SignatureScheme(Grease.value(3)), verify.signature())))
                .isEqualTo(Violation.SIGNATURE_SCHEME_NOT_OFFERED);
    }

    @Test
    void aRetryForOneIsRejected() {
        assertThat(failure(
                        HandshakeType.SERVER_HELLO,
                        true,
                        (HelloRetryRequest request) -> new HelloRetryRequest(
                                request.legacyVersion(),
                                request.legacySessionIdEcho(),
                                request.cipherSuite(),
                                0,
                                request.extensions().replace(new KeyShare.HelloRetryRequest(GROUP)))))
                .isEqualTo(Violation.SELECTED_UNOFFERED_GROUP);
    }

    @Test
    void theyReadAsWhatTheyAre() {
        assertThat(SUITE).hasToString("GREASE (0x3a3a)");
        assertThat(new ExtensionType(0xfafa)).hasToString("GREASE (0xfafa)");
        assertThat(IntStream.range(0, 8).mapToObj(i -> new PskKeyExchangeMode(Grease.pskMode(i)).toString()))
                .containsExactly(
                        "GREASE (0x0b)",
                        "GREASE (0x2a)",
                        "GREASE (0x49)",
                        "GREASE (0x68)",
                        "GREASE (0x87)",
                        "GREASE (0xa6)",
                        "GREASE (0xc5)",
                        "GREASE (0xe4)");
    }

    /** A client all of whose random bytes are 3, so that each place has the fourth value: what is selected was offered. */
    private static ClientConfig.Builder fourthValue(Scenario scenario) {
        return ClientConfig.builder(
                        new DelegatingCrypto(Lab.CRYPTO) {
                            @Override
                            public void random(byte[] destination) {
                                Arrays.fill(destination, (byte) 3);
                            }
                        },
                        FixedTime.NOON,
                        Lab.verifier())
                .groups(scenario.client().build().groups())
                .keyShares(scenario.client().build().keyShares())
                .alpn(scenario.client().build().alpn());
    }

    private static Extension grease() {
        return new Unknown(new ExtensionType(Grease.value(3)), Bytes.EMPTY);
    }

    private static Violation answeredHello(Extension answer) {
        return failure(
                HandshakeType.SERVER_HELLO,
                false,
                (ServerHello hello) -> new ServerHello(
                        hello.legacyVersion(),
                        hello.random(),
                        hello.legacySessionIdEcho(),
                        hello.cipherSuite(),
                        0,
                        hello.extensions().replace(answer)));
    }

    private static <M extends HandshakeMessage> Violation failure(
            HandshakeType type, boolean retried, UnaryOperator<M> change) {
        Scenario scenario = retried ? Scenario.RETRIED : Scenario.PLAIN;
        Misdeed misdeed = Misdeed.changed(
                "GREASE",
                Violation.INTERNAL_ERROR,
                () -> new Relay(fourthValue(scenario), scenario.server()),
                Side.CLIENT,
                type,
                change);
        return misdeed.act().get().victim().failure().orElseThrow().violation().orElseThrow();
    }

    private static ClientHello hello(Relay relay) {
        return (ClientHello) relay.queue(Side.SERVER).element().message();
    }

    private static Bytes fakeHello(long seed) {
        return new Pair(FakeLab.client(seed).build(), FakeLab.server(1).build())
                .client()
                .take();
    }

    private static List<Extension> withoutShares(ClientHello hello) {
        List<Extension> rest = new ArrayList<>(hello.extensions().list());
        rest.removeIf(each -> each.type().equals(ExtensionType.KEY_SHARE));
        return rest;
    }

    private static long greased(List<Integer> codes) {
        return codes.stream().filter(Grease::is).count();
    }
}
