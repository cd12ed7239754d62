// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.config.ClientConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs go on with new keys, and end a connection as one should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolClosureTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private Programs programs;

    @BeforeAll
    void findPrograms(@TempDir Path folder) {
        programs = new Programs(folder);
    }

    @AfterAll
    void stopServers() {
        programs.close();
    }

    @ParameterizedTest
    @EnumSource
    void theirServerHearsOurCloseNotifyAndAnswers(Program program) throws IOException {
        ToolPeer peer = programs.find(program);
        try (TlsChannel channel = Loopback.connect(
                LabPki.client().build(), programs.server(program, SHOP).port())) {
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(peer.answer(Visits.HELLO));
            channel.shutdownOutput();
            assertThat(channel.inputStream().read()).isEqualTo(-1);
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLOSED_BY_US);
    }

    @ParameterizedTest
    @EnumSource
    void ourServerHearsTheirCloseNotifyAndAnswers(Program program) {
        ToolPeer peer = programs.find(program);
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build());
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), List.of())) {
            Visits.exchange(client, Visits.HELLO);
            client.endInput();
            assertThat(server.next(ToolPeer.PATIENCE).failure()).isEmpty();
            assertThat(server.events()).contains(new Event.Closed(Event.Closure.CLEAN));
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLOSED_BY_PEER);
    }

    @ParameterizedTest
    @EnumSource
    void bothAnswerKeyUpdates(Program program) {
        ToolPeer peer = programs.find(program);
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build()).updatingKeys();
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), List.of())) {
            Visits.exchange(client, Visits.HELLO);
            Visits.exchange(client, "again");
            assertThat(server.events()).contains(new Event.KeyUpdated(Side.CLIENT, 1, false));
            Interop.tried(peer.peer(), Side.SERVER, Topic.KEY_UPDATE_BY_US);
            assumeTrue(
                    !peer.keyUpdateCommand().isEmpty(), peer.peer().name() + " has no way to send a KeyUpdate at will");
            client.type(peer.keyUpdateCommand());
            client.await("(?i)key ?update|rekey", ToolPeer.PATIENCE);
            Visits.exchange(client, "and again");
            Visits.exchange(client, "to the end");
            assertThat(server.events())
                    .contains(new Event.KeyUpdated(Side.CLIENT, 2, true))
                    .contains(new Event.KeyUpdated(Side.SERVER, 2, false));
            Interop.tried(peer.peer(), Side.SERVER, Topic.KEY_UPDATE_BY_PEER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theirServerAnswersOurKeyUpdate(Program program) throws IOException {
        ToolPeer peer = programs.find(program);
        List<Event> events = new CopyOnWriteArrayList<>();
        ClientConfig config =
                LabPki.client().observer((nanos, event) -> events.add(event)).build();
        try (TlsChannel channel =
                Loopback.connect(config, programs.server(program, SHOP).port())) {
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(peer.answer(Visits.HELLO));
            channel.updateKeys(true);
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(peer.answer(Visits.HELLO));
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(peer.answer(Visits.HELLO));
            assertThat(events).contains(new Event.KeyUpdated(Side.SERVER, 1, false));
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.KEY_UPDATE_BY_US);
    }
}
