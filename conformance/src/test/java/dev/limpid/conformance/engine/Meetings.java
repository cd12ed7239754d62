// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** What tests of stacks in this JVM do again and again. */
final class Meetings {
    static final Bytes HELLO = Bytes.ofUtf8("GET /products");

    private Meetings() {}

    /** All of them, new. */
    static Stream<EnginePeer> peers() {
        return Stream.of(new SunJsse(), new BouncyCastle(), new ConscryptPeer(), new NettyBoringSsl());
    }

    /** What {@code peer} is told: all that both have. */
    static PeerSettings settings(EnginePeer peer) {
        return PeerSettings.of(peer.suites(), peer.groups(), peer.schemes());
    }

    /** The same with a certificate. */
    static PeerSettings server(EnginePeer peer) {
        return settings(peer).certificate(LabPki.leaf(TestKey.P256));
    }

    /** A conversation after its handshake, in which we are {@code ours}. */
    static Conversation established(EnginePeer peer, Side ours) {
        return (ours == Side.CLIENT
                        ? Conversation.asClient(
                                peer, server(peer), LabPki.client().build(), LabPki.NAME)
                        : Conversation.asServer(
                                peer,
                                settings(peer),
                                LabPki.server(LabPki.leaf(TestKey.P256)).build()))
                .handshake();
    }

    /** Something goes each way. */
    static void checkBothWays(Conversation conversation) {
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
    }

    /** A server's or client's credentials, which are these whatever the peer would choose, if only it takes the scheme. */
    static Credentials proving(TestCertificate certificate, SignatureScheme scheme) {
        return request -> {
            assertThat(request.peerSchemes()).contains(scheme);
            return new CredentialChoice.Choice(certificate.credential(), scheme, "the test wants it", List.of());
        };
    }

    /** Runs until we have given up. */
    static Conversation weRefuse(Conversation conversation) {
        conversation.run();
        assertThat(conversation.ours().failure()).isPresent();
        assertThat(conversation.ours().failure().get().violation()).isPresent();
        return conversation;
    }

    /** Runs until they have given up, and we have heard why. */
    static void theyRefuse(EnginePeer peer, Conversation conversation, Side ours, Topic topic) {
        conversation.run();
        assertThat(conversation.theirs().failure()).as("what their end threw").isPresent();
        assertThat(conversation.ours().failure()).as("what we heard").isPresent();
        var alert = conversation.ours().failure().get().peerAlert();
        assertThat(alert).as("the peer's alert").isPresent();
        Interop.tried(peer.peer(), ours, topic, "it says " + alert.get().description());
    }
}
