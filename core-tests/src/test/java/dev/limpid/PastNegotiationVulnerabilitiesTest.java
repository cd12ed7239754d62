// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.Misdeed.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.TicketKey;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others had to give a CVE to, tried on us: resumption, retries, weak choices, and what nobody knows. */
class PastNegotiationVulnerabilitiesTest {
    /** GnuTLS CVE-2020-13777, Go CVE-2025-68121, wolfSSL CVE-2026-11703. */
    @Nested
    class WhatASessionIsBoundTo {
        private final Acquaintance lab = Acquaintance.inTheLab();

        private boolean resumes(Pair pair) {
            return ResumptionTest.facts(pair.handshake().server()).resumed();
        }

        @Test
        void ticketsAreNeverSealedWithAKeyOfZeros() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TicketKey.ofSecret(Lab.CRYPTO, new byte[TicketKey.SECRET_LENGTH]));
        }

        @Test
        void whoLetsOthersInResumesNobody() {
            TestCertificate client = Lab.ROOT.leaf("client.lab").issue();
            lab.client().credentials(Credentials.of(client.credential()));
            lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
            assertThat(resumes(lab.next())).isTrue();
            TestCertificate stranger = TestPki.root("Another Root").issue();
            lab.server()
                    .clientAuthentication(
                            ClientAuthentication.NEED,
                            PkixVerifier.trusting(
                                    TrustAnchors.of("both", List.of(Lab.ROOT.certificate(), stranger.certificate()))));
            assertThat(resumes(lab.pair())).isFalse();
        }

        @Test
        void aSessionOfOneNameIsNoneOfAnother() {
            lab.pair().handshake();
            lab.client().sendServerName(false);
            assertThat(resumes(lab.pair())).isFalse();
            assertThat(new Pair(
                                    lab.client().build(),
                                    lab.server().build(),
                                    ServerName.of("other.lab"),
                                    Observer.NONE,
                                    Observer.NONE)
                            .run()
                            .client()
                            .failure())
                    .isPresent();
        }

        @Test
        void earlyDataOfOneProtocolIsNoneOfAnother() {
            Relay relay = Scenario.EARLY.relay();
            relay.bringToMessage(Side.CLIENT, HandshakeType.ENCRYPTED_EXTENSIONS);
            assertFailed(
                    Misdeed.<EncryptedExtensions>changed(
                                    "another protocol",
                                    Violation.EARLY_DATA_UNDER_OTHER_TERMS,
                                    () -> relay,
                                    Side.CLIENT,
                                    HandshakeType.ENCRYPTED_EXTENSIONS,
                                    message -> new EncryptedExtensions(message.extensions()
                                            .replace(new ApplicationLayerProtocolNegotiation.EncryptedExtensions(
                                                    Bytes.ofUtf8("h2")))))
                            .act()
                            .get(),
                    Violation.EARLY_DATA_UNDER_OTHER_TERMS);
        }
    }

    /** wolfSSL CVE-2025-11935 and CVE-2026-3230. */
    @Nested
    class ForwardSecrecyIsNotLostInSilence {
        @Test
        void aKeyAloneIsNotTakenByWhoAskedForAnExchange() {
            said(
                    Violation.SELECTED_UNOFFERED_PSK_MODE,
                    Scenario.KEYED::relay,
                    (ServerHello hello) -> with(hello, hello.extensions().without(ExtensionType.KEY_SHARE)));
        }

        @Test
        void aRetryIsFollowedByAShare() {
            Supplier<Relay> retried = () -> {
                Relay relay = Scenario.RETRIED.relay();
                assertThat(relay.bringTo(Side.CLIENT, "WAIT_SH_2")).isTrue();
                return relay;
            };
            said(
                    Violation.MISSING_KEY_SHARE,
                    retried,
                    (ServerHello hello) -> with(hello, hello.extensions().without(ExtensionType.KEY_SHARE)));
        }

        @Test
        void aKeyAloneIsNotOfferedUnlessOneSaysSo() {
            ClientHello hello = (ClientHello)
                    Scenario.KEYED.relay().queue(Side.SERVER).element().message();
            assertThat(hello.extensions()
                            .find(PskKeyExchangeModes.class)
                            .orElseThrow()
                            .keModes())
                    .contains(PskKeyExchangeMode.PSK_DHE_KE)
                    .doesNotContain(PskKeyExchangeMode.PSK_KE);
        }

        private <M extends HandshakeMessage> void said(
                Violation violation, Supplier<Relay> relay, UnaryOperator<M> change) {
            assertRefused(violation, relay, Side.CLIENT, HandshakeType.SERVER_HELLO, change);
        }
    }

    /** GnuTLS CVE-2025-6395 and CVE-2026-1584, wolfSSL CVE-2022-39173. */
    @Nested
    class SecondClientHellos {
        private Relay retried() {
            Relay relay =
                    new Relay(Scenario.KEYED.client(), Scenario.KEYED.server().alwaysRetry(true));
            assertThat(relay.bringTo(Side.SERVER, "START_2")).isTrue();
            return relay;
        }

        @Test
        void oneThatEndsAnywhereIsRefused() {
            Bytes hello = retried().queue(Side.SERVER).element().content();
            for (int length = 4; length < hello.length(); length += 7) {
                Relay relay = retried();
                int body = length - 4;
                relay.to(Side.SERVER)
                        .say(
                                ContentType.HANDSHAKE,
                                Bytes.of((byte) 1, (byte) 0, (byte) (body >>> 8), (byte) body)
                                        .then(relay.queue(Side.SERVER)
                                                .element()
                                                .content()
                                                .slice(4, body)));
                assertThat(relay.to(Side.SERVER).victim().failure()).isPresent();
            }
        }

        @Test
        void oneWithoutTheKeyThatWasSelectedIsRefused() {
            assertRefused(
                    Violation.CHANGED_CLIENT_HELLO,
                    this::retried,
                    Side.SERVER,
                    HandshakeType.CLIENT_HELLO,
                    (ClientHello hello) ->
                            hello.withExtensions(hello.extensions().without(ExtensionType.PRE_SHARED_KEY)));
        }

        @Test
        void oneWithAWrongBinderIsRefused() {
            assertRefused(
                    Violation.BAD_BINDER,
                    this::retried,
                    Side.SERVER,
                    HandshakeType.CLIENT_HELLO,
                    (ClientHello hello) -> hello.withExtensions(hello.extensions()
                            .replace(new PreSharedKey.ClientHello(
                                    hello.extensions()
                                            .find(PreSharedKey.ClientHello.class)
                                            .orElseThrow()
                                            .identities(),
                                    List.of(Bytes.wrap(new byte[32]))))));
        }
    }

    /** wolfSSL CVE-2024-5814, CVE-2025-11934 and CVE-2026-5194, JDK CVE-2022-21449. */
    @Nested
    class WeakChoices {
        @Test
        void aSuiteThatWasNotOfferedIsNotTaken() {
            assertRefused(
                    Violation.SELECTED_UNOFFERED_SUITE,
                    () -> new Relay(
                            Scenario.PLAIN.client().cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)),
                            Scenario.PLAIN.server()),
                    Side.CLIENT,
                    HandshakeType.SERVER_HELLO,
                    (ServerHello hello) -> new ServerHello(
                            hello.legacyVersion(),
                            hello.random(),
                            hello.legacySessionIdEcho(),
                            CipherSuite.TLS_AES_128_GCM_SHA256,
                            0,
                            hello.extensions()));
        }

        @Test
        void aGroupThatWasNotOfferedIsNotTaken() {
            assertRefused(
                    Violation.SELECTED_UNOFFERED_GROUP,
                    Scenario.PLAIN::relay,
                    Side.CLIENT,
                    HandshakeType.SERVER_HELLO,
                    (ServerHello hello) -> with(
                            hello,
                            hello.extensions()
                                    .replace(new KeyShare.ServerHello(
                                            new KeyShareEntry(NamedGroup.X448, Bytes.wrap(new byte[56]))))));
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void aSchemeThatWasNotOfferedIsNotTaken(Side victim) {
            proof(
                    victim,
                    Violation.SIGNATURE_SCHEME_NOT_OFFERED,
                    verify -> new CertificateVerify(new SignatureScheme(0x0203), verify.signature()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"NONEwithECDSA", "SHA1withECDSA", "SHA224withECDSA", "SHA512withECDSA"})
        void aSignatureOverAnotherDigestThanTheSchemesIsNotTaken(String algorithm) {
            CryptoProvider signsWithAnother = new OtherDigest(algorithm, SignatureScheme.ECDSA_SECP256R1_SHA256);
            Pair pair =
                    new Pair(Lab.client().build(), Lab.server(signsWithAnother).build()).run();
            assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.BAD_SIGNATURE);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void aSignatureOfZerosIsNotTaken(Side victim) {
            proof(
                    victim,
                    Violation.BAD_SIGNATURE,
                    verify -> new CertificateVerify(verify.algorithm(), Bytes.ofHex("3006020100020100")));
        }

        /** Go CVE-2021-34558: the certificate's key is of another kind than the scheme's. */
        @ParameterizedTest
        @ValueSource(ints = {0x0804, 0x0807, 0x0503, 0x0809})
        void aSchemeOfAnotherKindOfKeyIsNotTaken(int scheme) {
            for (Side victim : Side.values()) {
                proof(
                        victim,
                        Violation.SIGNATURE_SCHEME_NOT_FOR_KEY,
                        verify -> new CertificateVerify(new SignatureScheme(scheme), verify.signature()));
            }
        }

        private void proof(Side victim, Violation violation, UnaryOperator<CertificateVerify> change) {
            assertRefused(violation, Scenario.CLIENT_ASKED::relay, victim, HandshakeType.CERTIFICATE_VERIFY, change);
        }
    }

    /** wolfSSL CVE-2025-11933 and CVE-2025-11936, OpenSSL CVE-2020-1967. */
    @Nested
    class WhatComesTwiceOrIsUnknown {
        @Test
        void anExtensionThatComesTwiceIsRefused() {
            Relay relay = Scenario.PLAIN.relay();
            Bytes hello = relay.queue(Side.SERVER).remove().content();
            relay.to(Side.SERVER)
                    .say(ContentType.HANDSHAKE, ServerMisdeeds.lengthened(hello, Bytes.ofHex("002b0003020304")));
            assertFailed(relay.to(Side.SERVER), Violation.DUPLICATE_EXTENSION);
        }

        @Test
        void twoSharesOfOneGroupAreRefused() {
            shares(Violation.DUPLICATE_KEY_SHARE, share -> List.of(share, share));
        }

        @Test
        void manySharesOfGroupsThatAreNotListedAreRefused() {
            shares(
                    Violation.SHARE_OF_UNLISTED_GROUP,
                    share -> IntStream.range(0, 500)
                            .mapToObj(i -> new KeyShareEntry(new NamedGroup(0x5000 + i), Bytes.ofHex("00")))
                            .toList());
        }

        @Test
        void unknownCodePointsEverywhereDisturbNobody() {
            Relay relay = Scenario.PLAIN.relay();
            ClientHello hello = (ClientHello) relay.queue(Side.SERVER).remove().message();
            List<NamedGroup> groups = new ArrayList<>(
                    hello.extensions().find(SupportedGroups.class).orElseThrow().namedGroupList());
            groups.addFirst(new NamedGroup(0x5555));
            groups.addLast(new NamedGroup(0xffff));
            Extensions unknown = hello.extensions();
            for (Extension extension : List.of(
                    raw(ExtensionType.SIGNATURE_ALGORITHMS, "0006" + "fafa" + "0403" + "ffff"),
                    raw(ExtensionType.SIGNATURE_ALGORITHMS_CERT, "0006" + "fafa" + "0403" + "ffff"),
                    raw(ExtensionType.PSK_KEY_EXCHANGE_MODES, "02fafb"),
                    raw(new ExtensionType(0xfafa), "00"),
                    new SupportedGroups(groups))) {
                unknown = Misdeed.put(unknown, extension);
            }
            relay.to(Side.SERVER)
                    .say(new ClientHello(
                            hello.legacyVersion(),
                            hello.random(),
                            hello.legacySessionId(),
                            List.of(new CipherSuite(0xfafa), CipherSuite.TLS_AES_128_GCM_SHA256),
                            hello.legacyCompressionMethods(),
                            unknown));
            assertThat(relay.to(Side.SERVER).victim().failure()).isEmpty();
            assertThat(relay.to(Side.SERVER).state()).isEqualTo("WAIT_FINISHED");
        }

        private void shares(Violation violation, Function<KeyShareEntry, List<KeyShareEntry>> change) {
            assertRefused(
                    violation,
                    Scenario.PLAIN::relay,
                    Side.SERVER,
                    HandshakeType.CLIENT_HELLO,
                    (ClientHello hello) -> hello.withExtensions(hello.extensions()
                            .replace(new KeyShare.ClientHello(change.apply(hello.extensions()
                                    .find(KeyShare.ClientHello.class)
                                    .orElseThrow()
                                    .clientShares()
                                    .getFirst())))));
        }
    }

    private static ServerHello with(ServerHello hello, Extensions extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionIdEcho(), hello.cipherSuite(), 0, extensions);
    }

    private static <M extends HandshakeMessage> void assertRefused(
            Violation violation, Supplier<Relay> relay, Side victim, HandshakeType type, UnaryOperator<M> change) {
        assertFailed(
                Misdeed.changed("", violation, relay, victim, type, change)
                        .act()
                        .get(),
                violation);
    }

    private static void assertFailed(Impostor impostor, Violation violation) {
        assertThat(impostor.victim().failure())
                .hasValueSatisfying(failure -> assertThat(failure.violation()).contains(violation));
    }
}
