// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that both were given beforehand (RFC 9846 section 2.2). */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolPskTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final String IDENTITY = "shelf-7";
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final ExternalPsk PSK =
            ExternalPsk.of(Bytes.ofUtf8(IDENTITY), Psk.of(Bytes.ofHex(KEY).toArray()));

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void theirServerKnowsOurKey(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        Path keys = Files.writeString(folder.resolve("keys"), IDENTITY + ":" + KEY + "\n");
        List<String> more = peer instanceof OpenSsl
                ? List.of("-psk_identity", IDENTITY, "-psk", KEY)
                : List.of(GnuTls.WITH_PSK, "--pskpasswd=" + keys);
        ClientConfig config = LabPki.client().externalPsks(List.of(PSK)).build();
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP), more)) {
            assertByKey(Visits.speak(peer, config, server));
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.EXTERNAL_PSK);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS"})
    void theirClientKnowsOurKey(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        List<String> more = peer instanceof OpenSsl
                ? List.of("-psk_identity", IDENTITY, "-psk", KEY)
                : List.of(GnuTls.WITH_PSK, "--pskusername=" + IDENTITY, "--pskkey=" + KEY);
        ServerConfig config =
                LabPki.server(SHOP).externalPsks(ExternalPsks.of(List.of(PSK))).build();
        try (EchoServer server = new EchoServer(config)) {
            assertByKey(Visits.converse(peer, server, Visits.settings(peer), more));
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.EXTERNAL_PSK);
    }

    private static void assertByKey(ConnectionFacts facts) {
        assertThat(facts.signatureScheme()).isEmpty();
        assertThat(facts.resumed()).isFalse();
        assertThat(facts.group()).isPresent();
    }
}
