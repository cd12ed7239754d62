// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The groups that few offer by default, the JDK's arithmetic against that of others, with one suite and one kind of key. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolGroupsTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final List<CipherSuite> SUITE = List.of(CipherSuite.TLS_AES_128_GCM_SHA256);

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS", "NEW_NODE"})
    void theirServerTakesOurGroup(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        for (NamedGroup group : peer.rareGroups()) {
            ClientConfig config =
                    LabPki.client().cipherSuites(SUITE).groups(List.of(group)).build();
            try (ToolPeer.ToolServer server =
                    peer.startServer(settings(peer, group).certificate(SHOP))) {
                check(peer, Side.CLIENT, group, Visits.speak(peer, config, server));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS", "NEW_NODE"})
    void theirClientTakesOurGroup(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        for (NamedGroup group : peer.rareGroups()) {
            ServerConfig config = LabPki.server(SHOP)
                    .cipherSuites(SUITE)
                    .groups(List.of(group))
                    .build();
            try (EchoServer server = new EchoServer(config)) {
                check(peer, Side.SERVER, group, Visits.converse(peer, server, settings(peer, group), List.of()));
            }
        }
    }

    private static PeerSettings settings(ToolPeer peer, NamedGroup group) {
        return Visits.settings(peer).groups(List.of(group));
    }

    private static void check(ToolPeer peer, Side ours, NamedGroup group, ConnectionFacts facts) {
        assertThat(facts.group()).contains(group);
        Interop.shookHands(peer.peer(), ours, facts);
    }
}
