// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.extension.StatusRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.message.Certificate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.Test;

/** OCSP status that is stapled to a certificate (RFC 9846 section 4.5.1.1). */
final class EngineStatusTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final Bytes STATUS = TestOcsp.about(SHOP, LabPki.CLOCK.now()).issue();
    private static final ServerConfig STAPLING = LabPki.server(SHOP)
            .credentials(Credentials.of(SHOP.credential().withOcspResponse(() -> STATUS)))
            .build();

    @Test
    void sunJsseReadsOurStapledStatus() {
        SunJsse peer = new SunJsse();
        Conversation conversation =
                Conversation.asServer(peer, settings(peer), STAPLING).handshake();
        ExtendedSSLSession session =
                (ExtendedSSLSession) conversation.theirs().engine().getSession();
        assertThat(session.getStatusResponses()).containsExactly(STATUS.toArray());
        Interop.tried(peer.peer(), Side.SERVER, Topic.STAPLED_STATUS);
    }

    @Test
    void nettyReadsOurStapledStatus() {
        NettyBoringSsl peer = NettyBoringSsl.asking();
        Conversation conversation =
                Conversation.asServer(peer, settings(peer), STAPLING).handshake();
        var engine = (ReferenceCountedOpenSslEngine) conversation.theirs().engine();
        assertThat(engine.getOcspResponse()).isEqualTo(STATUS.toArray());
        Interop.tried(peer.peer(), Side.SERVER, Topic.STAPLED_STATUS);
    }

    @Test
    void nettyStaplesAStatus() {
        NettyBoringSsl peer = NettyBoringSsl.stapling(STATUS);
        ClientConfig config = LabPki.client().requestStatus(true).build();
        Conversation conversation = Conversation.asClient(peer, settings(peer).certificate(SHOP), config, LabPki.NAME)
                .handshake();
        assertThat(stapled(conversation)).containsExactly(STATUS);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.STAPLED_STATUS);
    }

    private static List<Bytes> stapled(Conversation conversation) {
        return conversation.events().stream()
                .filter(Event.MessageSeen.class::isInstance)
                .map(event -> ((Event.MessageSeen) event).message())
                .filter(Certificate.class::isInstance)
                .flatMap(message -> ((Certificate) message).certificateList().stream())
                .map(entry -> entry.extensions().find(StatusRequest.OcspResponse.class))
                .flatMap(Optional::stream)
                .map(StatusRequest.OcspResponse::response)
                .toList();
    }

    private static PeerSettings settings(EnginePeer peer) {
        return PeerSettings.of(EnginePeer.SUITES, peer.groups(), peer.schemes());
    }
}
