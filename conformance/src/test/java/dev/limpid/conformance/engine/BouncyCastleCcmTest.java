// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-CCM, which both have from the same provider, and each puts into records by itself. */
final class BouncyCastleCcmTest {
    private static final CryptoProvider CRYPTO =
            JcaCryptoProvider.builder().ccm(new BouncyCastleProvider()).build();
    private static final Bytes HELLO = Bytes.ofUtf8("GET /products");
    private final BouncyCastle peer = new BouncyCastle();

    static List<CipherSuite> suites() {
        return List.of(CipherSuite.TLS_AES_128_CCM_SHA256, CipherSuite.TLS_AES_128_CCM_8_SHA256);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void ourClientShakesHandsWithTheirServer(CipherSuite suite) {
        ClientConfig config = ClientConfig.builder(CRYPTO, LabPki.CLOCK, LabPki.verifier())
                .cipherSuites(List.of(suite))
                .build();
        check(
                Conversation.asClient(
                        peer, settings(suite).certificate(LabPki.leaf(TestKey.P256)), config, LabPki.NAME),
                Side.CLIENT,
                suite);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theirClientShakesHandsWithOurServer(CipherSuite suite) {
        ServerConfig config = ServerConfig.builder(
                        CRYPTO,
                        LabPki.CLOCK,
                        Credentials.of(LabPki.leaf(TestKey.P256).credential()))
                .cipherSuites(List.of(suite))
                .build();
        check(Conversation.asServer(peer, settings(suite), config), Side.SERVER, suite);
    }

    private void check(Conversation conversation, Side ours, CipherSuite suite) {
        conversation.handshake();
        assertThat(conversation.sendFromUs(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.sendFromPeer(HELLO)).isEqualTo(HELLO);
        assertThat(conversation.facts().cipherSuite()).isEqualTo(suite);
        Interop.shookHands(peer.peer(), ours, conversation.facts());
    }

    private PeerSettings settings(CipherSuite suite) {
        return PeerSettings.of(List.of(suite), peer.groups(), peer.schemes());
    }
}
