// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.Step;
import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stack in this JVM has to get through with us, in both roles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class EnginePeerTest {
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private final EnginePeer peer;

    EnginePeerTest(EnginePeer peer) {
        this.peer = peer;
    }

    Stream<Arguments> serverSide() {
        return combinations(peer.schemes());
    }

    Stream<Arguments> clientSide() {
        return combinations(peer.verifiableSchemes());
    }

    @ParameterizedTest
    @MethodSource("serverSide")
    void ourClientShakesHandsWithTheirServer(CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        PeerSettings settings = settings().certificate(LabPki.leaf(scheme));
        var config = LabPki.client()
                .cipherSuites(List.of(suite))
                .groups(List.of(group))
                .signatureSchemes(schemesWith(scheme))
                .build();
        Conversation conversation =
                Conversation.asClient(peer, settings, config, LabPki.NAME).handshake();
        checkBothWays(conversation);
        assertAgreed(conversation.facts(), suite, group, scheme);
        Interop.shookHands(peer.peer(), Side.CLIENT, conversation.facts());
    }

    @ParameterizedTest
    @MethodSource("clientSide")
    void theirClientShakesHandsWithOurServer(CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        PeerSettings settings = settings().schemes(schemesWith(scheme));
        ServerConfig config = LabPki.server(LabPki.leaf(scheme))
                .cipherSuites(List.of(suite))
                .groups(List.of(group))
                .credentials(proving(LabPki.leaf(scheme), scheme))
                .build();
        Conversation conversation =
                Conversation.asServer(peer, settings, config).handshake();
        checkBothWays(conversation);
        assertAgreed(conversation.facts(), suite, group, scheme);
        assertThat(conversation.facts().serverName()).contains(LabPki.NAME.text());
        Interop.shookHands(peer.peer(), Side.SERVER, conversation.facts());
    }

    @Test
    void theirServerAsksForAnotherGroup() {
        var config = LabPki.client().keyShares(List.of()).build();
        Conversation conversation =
                Conversation.asClient(peer, server(), config, LabPki.NAME).handshake();
        checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        Interop.tried(peer.peer(), Side.CLIENT, Topic.HELLO_RETRY_REQUEST);
    }

    @Test
    void ourServerAsksForAnotherGroup() {
        ServerConfig config =
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build();
        Conversation conversation =
                Conversation.asServer(peer, settings(), config).handshake();
        checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        assertThat(conversation.facts().group()).contains(NamedGroup.SECP384R1);
        Interop.tried(peer.peer(), Side.SERVER, Topic.HELLO_RETRY_REQUEST);
    }

    @Test
    void theirClientReturnsOurCookie() {
        ServerConfig config = LabPki.server(SHOP).alwaysRetry(true).build();
        Conversation conversation =
                Conversation.asServer(peer, settings(), config).handshake();
        checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE);
    }

    @Test
    void theirClientReturnsACookieThatCameAlone() {
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .groups(List.of(NamedGroup.X25519))
                .build();
        Conversation conversation = Conversation.asServer(peer, settings(), config);
        if (!peer.takesCookieAlone()) {
            theyRefuse(conversation, Side.SERVER, Topic.COOKIE_ALONE);
        } else if (peer.keepsItsShares()) {
            checkBothWays(conversation.handshake());
            assertThat(conversation.facts().retried()).isTrue();
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE);
        } else {
            weRefuse(conversation);
            assertThat(conversation.ours().failure().orElseThrow().violation())
                    .contains(Violation.CHANGED_CLIENT_HELLO);
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE, "refused: it changes its key shares");
        }
    }

    @Test
    void bothAgreeOnAnApplicationProtocol() {
        var client = LabPki.client().alpn(List.of("h2", "http/1.1")).build();
        Conversation ours = Conversation.asClient(peer, server().alpn("http/1.1"), client, LabPki.NAME)
                .handshake();
        assertThat(ours.facts().alpn()).contains("http/1.1");
        assertThat(ours.theirs().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        Interop.tried(peer.peer(), Side.CLIENT, Topic.ALPN);

        ServerConfig server = LabPki.server(SHOP).alpn(List.of("http/1.1")).build();
        Conversation theirs = Conversation.asServer(peer, settings().alpn("h2", "http/1.1"), server)
                .handshake();
        assertThat(theirs.facts().alpn()).contains("http/1.1");
        assertThat(theirs.theirs().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        Interop.tried(peer.peer(), Side.SERVER, Topic.ALPN);
    }

    @Test
    void theirServerHearsOurServerName() {
        PeerSettings settings = settings().certificate(LabPki.other());
        Conversation conversation = Conversation.asClient(
                        peer, settings, LabPki.client().build(), LabPki.OTHER_NAME)
                .handshake();
        assertThat(peer.requestedNames(conversation.theirs().engine())).containsExactly(LabPki.OTHER_NAME.text());
        Interop.tried(peer.peer(), Side.CLIENT, Topic.SERVER_NAME);
    }

    @Test
    void theirServerNameChoosesOurCertificate() {
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential(), LabPki.other().credential()))
                .build();
        Conversation.asServer(peer, settings().serverName(LabPki.OTHER_NAME.text()), config)
                .handshake();
        Conversation.asServer(peer, settings(), config).handshake();
        Interop.tried(peer.peer(), Side.SERVER, Topic.SERVER_NAME);
    }

    @Test
    void aMegabyteGoesEachWay() {
        byte[] megabyte = new byte[1 << 20];
        new Random(20).nextBytes(megabyte);
        Bytes data = Bytes.of(megabyte);
        for (Side ours : Side.values()) {
            Conversation conversation = established(ours);
            assertThat(conversation.sendFromUs(data)).isEqualTo(data);
            assertThat(conversation.sendFromPeer(data)).isEqualTo(data);
            Interop.tried(peer.peer(), ours, Topic.MEGABYTE);
        }
    }

    @Test
    void theirEndHearsOurCloseNotifyAndAnswers() {
        for (Side ours : Side.values()) {
            Conversation conversation = established(ours);
            conversation.ours().connection().closeWrite();
            conversation.run();
            assertThat(conversation.theirs().engine().isInboundDone()).isTrue();
            conversation.theirs().close();
            conversation.run();
            assertClean(conversation);
            Interop.tried(peer.peer(), ours, Topic.CLOSED_BY_US);
        }
    }

    @Test
    void ourEndHearsTheirCloseNotifyAndAnswers() {
        for (Side ours : Side.values()) {
            Conversation conversation = established(ours);
            conversation.theirs().close();
            conversation.run();
            assertThat(conversation.ours().connection().isReadClosed()).isTrue();
            conversation.ours().connection().closeWrite();
            conversation.run();
            assertClean(conversation);
            assertThat(conversation.theirs().engine().isInboundDone()).isTrue();
            Interop.tried(peer.peer(), ours, Topic.CLOSED_BY_PEER);
        }
    }

    @Test
    void theirEndAnswersOurKeyUpdate() {
        for (Side ours : Side.values()) {
            Conversation conversation = established(ours);
            conversation.ours().connection().updateKeys(true);
            checkBothWays(conversation);
            checkBothWays(conversation);
            Side theirs = ours == Side.CLIENT ? Side.SERVER : Side.CLIENT;
            assertThat(conversation.events()).contains(new Event.KeyUpdated(theirs, 1, false));
            Interop.tried(peer.peer(), ours, Topic.KEY_UPDATE_BY_US);
        }
    }

    @Test
    void ourEndAnswersTheirKeyUpdate() throws SSLException {
        assumeTrue(peer.updatesKeys(), peer.peer().name() + " has no way to send a KeyUpdate at will");
        for (Side ours : Side.values()) {
            Conversation conversation = established(ours);
            conversation.theirs().engine().beginHandshake();
            conversation.run();
            checkBothWays(conversation);
            assertThat(conversation.events()).contains(new Event.KeyUpdated(ours, 1, false));
            Interop.tried(peer.peer(), ours, Topic.KEY_UPDATE_BY_PEER);
        }
    }

    @Test
    void theirServerAcceptsOurCertificate() throws SSLException {
        for (SignatureScheme scheme : peer.verifiableSchemes()) {
            TestCertificate own = LabPki.leaf(scheme);
            var config = LabPki.client().credentials(proving(own, scheme)).build();
            Conversation conversation = Conversation.asClient(
                            peer, server().clientAuthentication(ClientAuthentication.NEED), config, LabPki.NAME)
                    .handshake();
            checkBothWays(conversation);
            assertThat(conversation.theirs().engine().getSession().getPeerCertificates()[0])
                    .isEqualTo(own.certificate());
            assertThat(conversation.facts().clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLIENT_CERTIFICATE);
    }

    @Test
    void ourServerAcceptsTheirCertificate() {
        for (SignatureScheme scheme : peer.schemes()) {
            TestCertificate theirs = LabPki.leaf(scheme);
            Conversation conversation = Conversation.asServer(
                            peer, settings().certificate(theirs), demanding().build())
                    .handshake();
            checkBothWays(conversation);
            assertThat(conversation.ours().connection().peerCertificates())
                    .first()
                    .isEqualTo(theirs.der());
            assertThat(conversation.facts().clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLIENT_CERTIFICATE);
    }

    @Test
    void weRefuseAnUnknownAuthority() {
        Conversation conversation = weRefuse(Conversation.asClient(
                peer, settings().certificate(LabPki.unknown()), LabPki.client().build(), LabPki.NAME));
        assertTheyHeard(conversation, Side.CLIENT, Topic.UNKNOWN_CA, "unknown_ca");
    }

    @Test
    void weRefuseAnotherName() {
        Conversation conversation = weRefuse(Conversation.asClient(
                peer, settings().certificate(LabPki.other()), LabPki.client().build(), LabPki.NAME));
        assertTheyHeard(conversation, Side.CLIENT, Topic.WRONG_NAME, "bad_certificate");
    }

    @Test
    void theyRefuseAnUnknownAuthority() {
        theyRefuse(
                Conversation.asServer(
                        peer, settings(), LabPki.server(LabPki.unknown()).build()),
                Side.SERVER,
                Topic.UNKNOWN_CA);
    }

    @Test
    void theyRefuseAnotherName() {
        theyRefuse(
                Conversation.asServer(
                        peer, settings(), LabPki.server(LabPki.other()).build()),
                Side.SERVER,
                Topic.WRONG_NAME);
    }

    @Test
    void weRefuseWithoutACommonSuite() {
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        Conversation conversation = weRefuse(Conversation.asServer(
                peer,
                settings().suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)),
                LabPki.server(SHOP)
                        .cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))
                        .build()));
        assertTheyHeard(conversation, Side.SERVER, Topic.NO_COMMON_SUITE, "handshake_failure");
    }

    @Test
    void theyRefuseWithoutACommonSuite() {
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        theyRefuse(
                Conversation.asClient(
                        peer,
                        server().suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)),
                        LabPki.client()
                                .cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))
                                .build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_COMMON_SUITE);
    }

    @Test
    void weRefuseWithoutACommonGroup() {
        Conversation conversation = weRefuse(Conversation.asServer(
                peer,
                settings().groups(List.of(NamedGroup.X25519)),
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build()));
        assertTheyHeard(conversation, Side.SERVER, Topic.NO_COMMON_GROUP, "handshake_failure");
    }

    @Test
    void theyRefuseWithoutACommonGroup() {
        theyRefuse(
                Conversation.asClient(
                        peer,
                        server().groups(List.of(NamedGroup.X25519)),
                        LabPki.client().groups(List.of(NamedGroup.SECP384R1)).build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_COMMON_GROUP);
    }

    @Test
    void weRefuseWithoutACommonApplicationProtocol() {
        Conversation conversation = weRefuse(Conversation.asServer(
                peer,
                settings().alpn("h2"),
                LabPki.server(SHOP).alpn(List.of("http/1.1")).build()));
        assertTheyHeard(conversation, Side.SERVER, Topic.NO_COMMON_ALPN, "no_application_protocol");
    }

    @Test
    void weRefuseAClientWithoutACertificate() {
        Conversation conversation =
                weRefuse(Conversation.asServer(peer, settings(), demanding().build()));
        assertTheyHeard(conversation, Side.SERVER, Topic.NO_CLIENT_CERTIFICATE, "certificate_required");
    }

    @Test
    void theyRefuseUsWithoutACertificate() {
        theyRefuse(
                Conversation.asClient(
                        peer,
                        server().clientAuthentication(ClientAuthentication.NEED),
                        LabPki.client().build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_CLIENT_CERTIFICATE);
    }

    @Test
    void weRefuseTheirCertificate() {
        Conversation conversation = weRefuse(
                Conversation.asServer(peer, settings().certificate(LabPki.unknown()), demandingWithoutAuthorities()));
        assertTheyHeard(conversation, Side.SERVER, Topic.CLIENT_CERTIFICATE_REFUSED, "unknown_ca");
    }

    @Test
    void theyRefuseOurCertificate() {
        var config = LabPki.client()
                .credentials(proving(LabPki.unknown(), SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        theyRefuse(
                Conversation.asClient(
                        peer, server().clientAuthentication(ClientAuthentication.NEED), config, LabPki.NAME),
                Side.CLIENT,
                Topic.CLIENT_CERTIFICATE_REFUSED);
    }

    private PeerSettings settings() {
        return PeerSettings.of(peer.suites(), peer.groups(), peer.schemes());
    }

    private PeerSettings server() {
        return settings().certificate(SHOP);
    }

    private Conversation established(Side ours) {
        return (ours == Side.CLIENT
                        ? Conversation.asClient(peer, server(), LabPki.client().build(), LabPki.NAME)
                        : Conversation.asServer(
                                peer, settings(), LabPki.server(SHOP).build()))
                .handshake();
    }

    private Stream<Arguments> combinations(List<SignatureScheme> schemes) {
        List<Arguments> all = new ArrayList<>();
        for (CipherSuite suite : peer.suites()) {
            for (NamedGroup group : peer.groups()) {
                schemes.forEach(scheme -> all.add(Arguments.of(suite, group, scheme)));
            }
        }
        return all.stream();
    }

    /** {@code scheme}, and what signs our certificates. */
    private static List<SignatureScheme> schemesWith(SignatureScheme scheme) {
        return Stream.of(scheme, SignatureScheme.ECDSA_SECP256R1_SHA256)
                .distinct()
                .toList();
    }

    private static Credentials proving(TestCertificate certificate, SignatureScheme scheme) {
        return request -> {
            assertThat(request.peerSchemes()).contains(scheme);
            return new CredentialChoice.Choice(certificate.credential(), scheme, "the test wants it", List.of());
        };
    }

    private static ServerConfig.Builder demanding() {
        return LabPki.server(SHOP).clientAuthentication(ClientAuthentication.NEED, LabPki.verifier());
    }

    /** A server that names no authority, so that a client shows whatever certificate it has. */
    private static ServerConfig demandingWithoutAuthorities() {
        PeerVerifier verifier = LabPki.verifier();
        return LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, claim -> verifier.verify(claim))
                .build();
    }

    private static void checkBothWays(Conversation conversation) {
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
    }

    private static void assertAgreed(
            ConnectionFacts facts, CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        assertThat(facts.cipherSuite()).isEqualTo(suite);
        assertThat(facts.group()).contains(group);
        assertThat(facts.signatureScheme()).contains(scheme);
    }

    private static void assertClean(Conversation conversation) {
        assertThat(conversation.ours().connection().step()).isEqualTo(new Step.Closed(Optional.empty()));
        assertThat(conversation.theirs().failure()).isEmpty();
        assertThat(conversation.theirs().engine().isOutboundDone()).isTrue();
    }

    /** Runs until we have given up. */
    private static Conversation weRefuse(Conversation conversation) {
        conversation.run();
        assertThat(conversation.ours().failure()).isPresent();
        assertThat(conversation.ours().failure().get().violation()).isPresent();
        return conversation;
    }

    private void assertTheyHeard(Conversation conversation, Side ours, Topic topic, String alert) {
        Optional<SSLException> heard = conversation.theirs().failure();
        assertThat(heard).as("what their end threw").isPresent();
        assertThat(words(heard.get())).contains(alert);
        Interop.tried(peer.peer(), ours, topic, "we say " + alert);
    }

    private void theyRefuse(Conversation conversation, Side ours, Topic topic) {
        conversation.run();
        assertThat(conversation.theirs().failure()).as("what their end threw").isPresent();
        assertThat(conversation.ours().failure()).as("what we heard").isPresent();
        var alert = conversation.ours().failure().get().peerAlert();
        assertThat(alert).as("the peer's alert").isPresent();
        Interop.tried(peer.peer(), ours, topic, "it says " + alert.get().description());
    }

    /** Everything that {@code failure} and its causes say, in the RFC's spelling of alerts. */
    private static String words(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            words.append(each).append('\n');
        }
        return words.toString().toLowerCase(java.util.Locale.ROOT);
    }
}
