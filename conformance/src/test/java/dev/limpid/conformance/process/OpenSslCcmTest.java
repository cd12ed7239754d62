// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-CCM, which {@link OpenSsl} has besides what the others have. */
final class OpenSslCcmTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final CryptoProvider WITH_CCM =
            JcaCryptoProvider.builder().ccm(new BouncyCastleProvider()).build();

    private OpenSsl peer;

    @BeforeEach
    void findOpenSsl(@TempDir Path folder) {
        peer = new OpenSsl(new Papers(folder));
    }

    static List<CipherSuite> ccmSuites() {
        return List.of(CipherSuite.TLS_AES_128_CCM_SHA256, CipherSuite.TLS_AES_128_CCM_8_SHA256);
    }

    @ParameterizedTest
    @MethodSource("ccmSuites")
    void ourClientSpeaksAesCcm(CipherSuite suite) throws IOException {
        ClientConfig config = ClientConfig.builder(WITH_CCM, LabPki.CLOCK, LabPki.verifier())
                .cipherSuites(List.of(suite))
                .build();
        try (ToolPeer.ToolServer server = peer.startServer(only(suite).certificate(SHOP))) {
            ConnectionFacts facts = Visits.speak(peer, config, server);
            assertThat(facts.cipherSuite()).isEqualTo(suite);
            Interop.shookHands(peer.peer(), Side.CLIENT, facts);
        }
    }

    @ParameterizedTest
    @MethodSource("ccmSuites")
    void ourServerSpeaksAesCcm(CipherSuite suite) {
        ServerConfig config = ServerConfig.builder(WITH_CCM, LabPki.CLOCK, Credentials.of(SHOP.credential()))
                .cipherSuites(List.of(suite))
                .build();
        ConnectionFacts facts = Visits.converse(peer, config, only(suite));
        assertThat(facts.cipherSuite()).isEqualTo(suite);
        Interop.shookHands(peer.peer(), Side.SERVER, facts);
    }

    private PeerSettings only(CipherSuite suite) {
        return Visits.settings(peer).suites(List.of(suite));
    }
}
