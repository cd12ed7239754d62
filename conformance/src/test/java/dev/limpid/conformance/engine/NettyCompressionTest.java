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
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compressed certificates (RFC 8879) with BoringSSL's side of the protocol. */
final class NettyCompressionTest {
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.RSA_2048);
    private static final List<CertificateCompressor> COMPRESSORS = List.of(CertificateCompressor.zlib());

    private final JdkZlib zlib = new JdkZlib();
    private final NettyBoringSsl peer = NettyBoringSsl.compressing(zlib);

    @Test
    void theirServerCompressesItsCertificate() {
        ClientConfig config =
                LabPki.client().certificateCompression(COMPRESSORS).build();
        check(Conversation.asClient(peer, settings().certificate(SHOP), config, LabPki.NAME), Side.SERVER);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.COMPRESSED_CERTIFICATE, "zlib");
    }

    @Test
    void theirClientTakesOurCompressedCertificate() {
        ServerConfig config =
                LabPki.server(SHOP).certificateCompression(COMPRESSORS).build();
        check(Conversation.asServer(peer, settings(), config), Side.SERVER);
        assertThat(zlib.decompressed()).isEqualTo(1);
        Interop.tried(peer.peer(), Side.SERVER, Topic.COMPRESSED_CERTIFICATE, "zlib");
    }

    private static void check(Conversation conversation, Side sender) {
        conversation.handshake();
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.events())
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Event.CertificateUncompressed.class,
                                seen -> assertThat(seen.sender()).isEqualTo(sender)));
    }

    private PeerSettings settings() {
        return PeerSettings.of(EnginePeer.SUITES, peer.groups(), peer.schemes());
    }
}
