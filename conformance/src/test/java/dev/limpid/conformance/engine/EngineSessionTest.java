// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks in this JVM resume our sessions, and we theirs; and they come back to a server that keeps nothing of them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EngineSessionTest {
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    static Stream<EnginePeer> all() {
        return Meetings.peers();
    }

    static Stream<EnginePeer> resumingServers() {
        return all().filter(EnginePeer::issuesTickets);
    }

    static Stream<EnginePeer> resumingClients() {
        return all().filter(EnginePeer::resumes);
    }

    @ParameterizedTest
    @MethodSource("resumingServers")
    void ourClientResumesTheirSession(EnginePeer peer) throws GeneralSecurityException, SSLException {
        ClientConfig config = LabPki.client()
                .sessionCache(BoundedSessionCache.standard())
                .pskModes(List.of(PskKeyExchangeMode.PSK_DHE_KE))
                .build();
        EnginePeer.Engines engines = peer.engines(Side.SERVER, settings(peer).certificate(SHOP));
        assertThat(converse(Conversation.asClient(engines, config)).facts().resumed())
                .isFalse();
        Conversation again = converse(Conversation.asClient(engines, config));
        assertThat(again.facts().resumed()).as(again.events().toString()).isTrue();
        assertThat(again.facts().group()).isPresent();
        Interop.tried(peer.peer(), Side.CLIENT, Topic.RESUMPTION);
    }

    @ParameterizedTest
    @MethodSource("resumingClients")
    void theirClientResumesOurSession(EnginePeer peer) throws GeneralSecurityException, SSLException {
        ServerConfig config = LabPki.server(SHOP)
                .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
                .build();
        EnginePeer.Engines engines = peer.engines(Side.CLIENT, settings(peer));
        assertThat(converse(Conversation.asServer(engines, config)).facts().resumed())
                .isFalse();
        Conversation again = converse(Conversation.asServer(engines, config));
        assertThat(again.facts().resumed()).isTrue();
        assertThat(again.facts().group()).isPresent();
        Interop.tried(peer.peer(), Side.SERVER, Topic.RESUMPTION);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theirClientComesBackToAServerThatKeptNothing(EnginePeer peer) throws GeneralSecurityException, SSLException {
        ServerConfig config = LabPki.server(SHOP)
                .groups(List.of(NamedGroup.SECP384R1))
                .statelessRetry(StatelessRetry.of(CookieKeys.rotating(Lab.CRYPTO, Duration.ofHours(1))))
                .build();
        Conversation conversation = converse(Conversation.asServer(peer.engines(Side.CLIENT, settings(peer)), config));
        assertThat(conversation.facts().retried()).isTrue();
        Interop.tried(peer.peer(), Side.SERVER, Topic.STATELESS_RETRY);
    }

    /** Shakes hands, sends each way, and ends as one should: some forget a session that ended otherwise. */
    private static Conversation converse(Conversation conversation) {
        conversation.handshake();
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
        conversation.ours().connection().closeWrite();
        conversation.run();
        conversation.theirs().close();
        conversation.run();
        assertThat(conversation.ours().failure()).isEmpty();
        return conversation;
    }

    private static PeerSettings settings(EnginePeer peer) {
        return PeerSettings.of(peer.suites(), peer.groups(), peer.schemes());
    }
}
