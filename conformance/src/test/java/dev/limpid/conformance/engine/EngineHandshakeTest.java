// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stack in this JVM shakes hands with us, in both roles, with all that both have. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EngineHandshakeTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    static Stream<Arguments> serverSide() {
        return Meetings.peers().flatMap(peer -> combinations(peer, peer.schemes()));
    }

    static Stream<Arguments> clientSide() {
        return Meetings.peers().flatMap(peer -> combinations(peer, peer.verifiableSchemes()));
    }

    @ParameterizedTest
    @MethodSource("serverSide")
    void ourClientShakesHandsWithTheirServer(
            EnginePeer peer, CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        PeerSettings settings = Meetings.settings(peer).certificate(LabPki.leaf(scheme));
        var config = LabPki.client()
                .cipherSuites(List.of(suite))
                .groups(List.of(group))
                .signatureSchemes(schemesWith(scheme))
                .build();
        Conversation conversation =
                Conversation.asClient(peer, settings, config, LabPki.NAME).handshake();
        Meetings.checkBothWays(conversation);
        assertAgreed(conversation.facts(), suite, group, scheme);
        Interop.shookHands(peer.peer(), Side.CLIENT, conversation.facts());
    }

    @ParameterizedTest
    @MethodSource("clientSide")
    void theirClientShakesHandsWithOurServer(
            EnginePeer peer, CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        PeerSettings settings = Meetings.settings(peer).schemes(schemesWith(scheme));
        ServerConfig config = LabPki.server(LabPki.leaf(scheme))
                .cipherSuites(List.of(suite))
                .groups(List.of(group))
                .credentials(Meetings.proving(LabPki.leaf(scheme), scheme))
                .build();
        Conversation conversation =
                Conversation.asServer(peer, settings, config).handshake();
        Meetings.checkBothWays(conversation);
        assertAgreed(conversation.facts(), suite, group, scheme);
        assertThat(conversation.facts().serverName()).contains(LabPki.NAME.text());
        Interop.shookHands(peer.peer(), Side.SERVER, conversation.facts());
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirServerAsksForAnotherGroup(EnginePeer peer) {
        var config = LabPki.client().keyShares(List.of()).build();
        Conversation conversation = Conversation.asClient(peer, Meetings.server(peer), config, LabPki.NAME)
                .handshake();
        Meetings.checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        Interop.tried(peer.peer(), Side.CLIENT, Topic.HELLO_RETRY_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void ourServerAsksForAnotherGroup(EnginePeer peer) {
        ServerConfig config =
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build();
        Conversation conversation =
                Conversation.asServer(peer, Meetings.settings(peer), config).handshake();
        Meetings.checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        assertThat(conversation.facts().group()).contains(NamedGroup.SECP384R1);
        Interop.tried(peer.peer(), Side.SERVER, Topic.HELLO_RETRY_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirClientReturnsOurCookie(EnginePeer peer) {
        ServerConfig config = LabPki.server(SHOP).alwaysRetry(true).build();
        Conversation conversation =
                Conversation.asServer(peer, Meetings.settings(peer), config).handshake();
        Meetings.checkBothWays(conversation);
        assertThat(conversation.facts().retried()).isTrue();
        Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirClientReturnsACookieThatCameAlone(EnginePeer peer) {
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .groups(List.of(NamedGroup.X25519))
                .build();
        Conversation conversation = Conversation.asServer(peer, Meetings.settings(peer), config);
        if (!peer.takesCookieAlone()) {
            Meetings.theyRefuse(peer, conversation, Side.SERVER, Topic.COOKIE_ALONE);
        } else if (peer.keepsItsShares()) {
            Meetings.checkBothWays(conversation.handshake());
            assertThat(conversation.facts().retried()).isTrue();
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE);
        } else {
            Meetings.weRefuse(conversation);
            assertThat(conversation.ours().failure().orElseThrow().violation())
                    .contains(Violation.CHANGED_CLIENT_HELLO);
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE, "refused: it changes its key shares");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void bothAgreeOnAnApplicationProtocol(EnginePeer peer) {
        var client = LabPki.client().alpn(List.of("h2", "http/1.1")).build();
        Conversation ours = Conversation.asClient(peer, Meetings.server(peer).alpn("http/1.1"), client, LabPki.NAME)
                .handshake();
        assertThat(ours.facts().alpn()).contains("http/1.1");
        assertThat(ours.theirs().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        Interop.tried(peer.peer(), Side.CLIENT, Topic.ALPN);

        ServerConfig server = LabPki.server(SHOP).alpn(List.of("http/1.1")).build();
        Conversation theirs = Conversation.asServer(
                        peer, Meetings.settings(peer).alpn("h2", "http/1.1"), server)
                .handshake();
        assertThat(theirs.facts().alpn()).contains("http/1.1");
        assertThat(theirs.theirs().engine().getApplicationProtocol()).isEqualTo("http/1.1");
        Interop.tried(peer.peer(), Side.SERVER, Topic.ALPN);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirServerHearsOurServerName(EnginePeer peer) {
        PeerSettings settings = Meetings.settings(peer).certificate(LabPki.other());
        Conversation conversation = Conversation.asClient(
                        peer, settings, LabPki.client().build(), LabPki.OTHER_NAME)
                .handshake();
        assertThat(peer.requestedNames(conversation.theirs().engine())).containsExactly(LabPki.OTHER_NAME.text());
        Interop.tried(peer.peer(), Side.CLIENT, Topic.SERVER_NAME);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirServerNameChoosesOurCertificate(EnginePeer peer) {
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential(), LabPki.other().credential()))
                .build();
        Conversation.asServer(peer, Meetings.settings(peer).serverName(LabPki.OTHER_NAME.text()), config)
                .handshake();
        Conversation.asServer(peer, Meetings.settings(peer), config).handshake();
        Interop.tried(peer.peer(), Side.SERVER, Topic.SERVER_NAME);
    }

    private static Stream<Arguments> combinations(EnginePeer peer, List<SignatureScheme> schemes) {
        List<Arguments> all = new ArrayList<>();
        for (CipherSuite suite : peer.suites()) {
            for (NamedGroup group : peer.groups()) {
                schemes.forEach(scheme -> all.add(Arguments.of(peer, suite, group, scheme)));
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

    private static void assertAgreed(
            ConnectionFacts facts, CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
        assertThat(facts.cipherSuite()).isEqualTo(suite);
        assertThat(facts.group()).contains(group);
        assertThat(facts.signatureScheme()).contains(scheme);
    }
}
