// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The groups that few offer by default, the JDK's arithmetic against Bouncy Castle's. */
final class BouncyCastleGroupsTest {
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");

    private final BouncyCastle peer = new BouncyCastle();

    static Stream<NamedGroup> groups() {
        return Lab.CRYPTO.supportedGroups().stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void ourClientShakesHandsWithTheirServer(NamedGroup group) {
        check(
                Conversation.asClient(
                        peer,
                        settings(group).certificate(LabPki.leaf(TestKey.P256)),
                        LabPki.client().groups(List.of(group)).build(),
                        LabPki.NAME),
                Side.CLIENT,
                group);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void theirClientShakesHandsWithOurServer(NamedGroup group) {
        check(
                Conversation.asServer(
                        peer,
                        settings(group),
                        LabPki.server(LabPki.leaf(TestKey.P256))
                                .groups(List.of(group))
                                .build()),
                Side.SERVER,
                group);
    }

    private void check(Conversation conversation, Side ours, NamedGroup group) {
        conversation.handshake();
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.facts().group()).contains(group);
        Interop.shookHands(peer.peer(), ours, conversation.facts());
    }

    /** It takes no ECDSA without a curve to go with it. */
    private PeerSettings settings(NamedGroup group) {
        return PeerSettings.of(
                EnginePeer.SUITES,
                Stream.of(group, NamedGroup.SECP256R1).distinct().toList(),
                peer.schemes());
    }
}
