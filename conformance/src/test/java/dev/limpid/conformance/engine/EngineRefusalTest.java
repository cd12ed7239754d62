// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom stacks in this JVM and we accept and refuse, and the alerts that tell it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EngineRefusalTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirServerAcceptsOurCertificate(EnginePeer peer) throws SSLException {
        for (SignatureScheme scheme : peer.verifiableSchemes()) {
            TestCertificate own = LabPki.leaf(scheme);
            var config =
                    LabPki.client().credentials(Meetings.proving(own, scheme)).build();
            Conversation conversation = Conversation.asClient(
                            peer,
                            Meetings.server(peer).clientAuthentication(ClientAuthentication.NEED),
                            config,
                            LabPki.NAME)
                    .handshake();
            Meetings.checkBothWays(conversation);
            assertThat(conversation.theirs().engine().getSession().getPeerCertificates()[0])
                    .isEqualTo(own.certificate());
            assertThat(conversation.facts().clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void ourServerAcceptsTheirCertificate(EnginePeer peer) {
        for (SignatureScheme scheme : peer.schemes()) {
            TestCertificate theirs = LabPki.leaf(scheme);
            Conversation conversation = Conversation.asServer(
                            peer,
                            Meetings.settings(peer).certificate(theirs),
                            demanding().build())
                    .handshake();
            Meetings.checkBothWays(conversation);
            assertThat(conversation.ours().connection().peerCertificates())
                    .first()
                    .isEqualTo(theirs.der());
            assertThat(conversation.facts().clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseAnUnknownAuthority(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asClient(
                peer,
                Meetings.settings(peer).certificate(LabPki.unknown()),
                LabPki.client().build(),
                LabPki.NAME));
        assertTheyHeard(peer, conversation, Side.CLIENT, Topic.UNKNOWN_CA, "unknown_ca");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseAnotherName(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asClient(
                peer,
                Meetings.settings(peer).certificate(LabPki.other()),
                LabPki.client().build(),
                LabPki.NAME));
        assertTheyHeard(peer, conversation, Side.CLIENT, Topic.WRONG_NAME, "bad_certificate");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseAnExpiredCertificate(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asClient(
                peer,
                Meetings.settings(peer).certificate(LabPki.expired()),
                LabPki.client().build(),
                LabPki.NAME));
        assertTheyHeard(peer, conversation, Side.CLIENT, Topic.EXPIRED, "certificate_expired");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseAnUnknownAuthority(EnginePeer peer) {
        Meetings.theyRefuse(
                peer,
                Conversation.asServer(
                        peer,
                        Meetings.settings(peer),
                        LabPki.server(LabPki.unknown()).build()),
                Side.SERVER,
                Topic.UNKNOWN_CA);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseAnotherName(EnginePeer peer) {
        Meetings.theyRefuse(
                peer,
                Conversation.asServer(
                        peer,
                        Meetings.settings(peer),
                        LabPki.server(LabPki.other()).build()),
                Side.SERVER,
                Topic.WRONG_NAME);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseAnExpiredCertificate(EnginePeer peer) {
        Meetings.theyRefuse(
                peer,
                Conversation.asServer(
                        peer,
                        Meetings.settings(peer),
                        LabPki.server(LabPki.expired()).build()),
                Side.SERVER,
                Topic.EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseWithoutACommonSuite(EnginePeer peer) {
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        Conversation conversation = Meetings.weRefuse(Conversation.asServer(
                peer,
                Meetings.settings(peer).suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)),
                LabPki.server(SHOP)
                        .cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))
                        .build()));
        assertTheyHeard(peer, conversation, Side.SERVER, Topic.NO_COMMON_SUITE, "handshake_failure");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseWithoutACommonSuite(EnginePeer peer) {
        assumeTrue(peer.obeysSuites(), peer.peer().name() + " can't be told which suites to use");
        Meetings.theyRefuse(
                peer,
                Conversation.asClient(
                        peer,
                        Meetings.server(peer).suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)),
                        LabPki.client()
                                .cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))
                                .build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_COMMON_SUITE);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseWithoutACommonGroup(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asServer(
                peer,
                Meetings.settings(peer).groups(List.of(NamedGroup.X25519)),
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build()));
        assertTheyHeard(peer, conversation, Side.SERVER, Topic.NO_COMMON_GROUP, "handshake_failure");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseWithoutACommonGroup(EnginePeer peer) {
        Meetings.theyRefuse(
                peer,
                Conversation.asClient(
                        peer,
                        Meetings.server(peer).groups(List.of(NamedGroup.X25519)),
                        LabPki.client().groups(List.of(NamedGroup.SECP384R1)).build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_COMMON_GROUP);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseWithoutACommonApplicationProtocol(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asServer(
                peer,
                Meetings.settings(peer).alpn("h2"),
                LabPki.server(SHOP).alpn(List.of("http/1.1")).build()));
        assertTheyHeard(peer, conversation, Side.SERVER, Topic.NO_COMMON_ALPN, "no_application_protocol");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseAClientWithoutACertificate(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(
                Conversation.asServer(peer, Meetings.settings(peer), demanding().build()));
        assertTheyHeard(peer, conversation, Side.SERVER, Topic.NO_CLIENT_CERTIFICATE, "certificate_required");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseUsWithoutACertificate(EnginePeer peer) {
        Meetings.theyRefuse(
                peer,
                Conversation.asClient(
                        peer,
                        Meetings.server(peer).clientAuthentication(ClientAuthentication.NEED),
                        LabPki.client().build(),
                        LabPki.NAME),
                Side.CLIENT,
                Topic.NO_CLIENT_CERTIFICATE);
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void weRefuseTheirCertificate(EnginePeer peer) {
        Conversation conversation = Meetings.weRefuse(Conversation.asServer(
                peer, Meetings.settings(peer).certificate(LabPki.unknown()), demandingWithoutAuthorities()));
        assertTheyHeard(peer, conversation, Side.SERVER, Topic.CLIENT_CERTIFICATE_REFUSED, "unknown_ca");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theyRefuseOurCertificate(EnginePeer peer) {
        var config = LabPki.client()
                .credentials(Meetings.proving(LabPki.unknown(), SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        Meetings.theyRefuse(
                peer,
                Conversation.asClient(
                        peer,
                        Meetings.server(peer).clientAuthentication(ClientAuthentication.NEED),
                        config,
                        LabPki.NAME),
                Side.CLIENT,
                Topic.CLIENT_CERTIFICATE_REFUSED);
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

    private static void assertTheyHeard(
            EnginePeer peer, Conversation conversation, Side ours, Topic topic, String alert) {
        Optional<SSLException> heard = conversation.theirs().failure();
        assertThat(heard).as("what their end threw").isPresent();
        assertThat(words(heard.get())).contains(alert);
        Interop.tried(peer.peer(), ours, topic, "we say " + alert);
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
