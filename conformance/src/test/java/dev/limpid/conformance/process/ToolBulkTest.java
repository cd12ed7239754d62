// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A megabyte goes each way, line by line, since these programs are made for lines. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolBulkTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final int LENGTH = 3000;
    private static final int LINES = 350;

    @ParameterizedTest
    @EnumSource
    void ourClientSendsAMegabyteToTheirServer(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP));
                TlsChannel channel = Loopback.connect(LabPki.client().build(), server.port())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(channel.inputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < LINES; i++) {
                channel.outputStream().write((line(i) + "\n").getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).isEqualTo(peer.answer(line(i)));
            }
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.MEGABYTE);
    }

    @ParameterizedTest
    @EnumSource
    void theirClientSendsAMegabyteToOurServer(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build());
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), List.of())) {
            for (int i = 0; i < LINES; i++) {
                Visits.exchange(client, line(i));
            }
            Visits.farewell(server, client);
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.MEGABYTE);
    }

    /** No two are the same, and none begins as a command would. */
    private static String line(int number) {
        return "x".repeat(LENGTH) + number + "y";
    }
}
