// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends keep to the length of records that was agreed on: GnuTLS by record_size_limit, OpenSSL by max_fragment_length. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolRecordSizeTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final int FRAGMENT = 512;

    /** The limit counts the byte of the content type too. */
    private static final int LIMIT = FRAGMENT + 1;

    private record Watch(List<Event> events) implements Observer {
        @Override
        public void on(long nanos, Event event) {
            events.add(event);
        }

        @Override
        public boolean wantsRecords() {
            return true;
        }
    }

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void gnutlsServesWithinTheLimits(@TempDir Path folder) throws IOException {
        ToolPeer peer = new GnuTls(new Papers(folder));
        ClientConfig config = LabPki.client()
                .records(RecordPolicy.DEFAULT.withSizeLimit(LIMIT))
                .observer(new Watch(events))
                .build();
        try (ToolPeer.ToolServer server =
                peer.startServer(Visits.settings(peer).certificate(SHOP), List.of("--recordsize=1024"))) {
            speakAtLength(peer, config, server);
        }
        assertThat(sizes(Side.SERVER)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        assertThat(sizes(Side.CLIENT)).isNotEmpty().allMatch(size -> size <= 1024);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.RECORD_SIZE_LIMIT);
    }

    /** Of a line that is longer than a record, its client loses the rest. */
    @Test
    void gnutlsVisitsWithinTheLimits(@TempDir Path folder) {
        ToolPeer peer = new GnuTls(new Papers(folder));
        ServerConfig config = LabPki.server(SHOP)
                .records(RecordPolicy.DEFAULT.withSizeLimit(LIMIT))
                .observer(new Watch(events))
                .build();
        converse(peer, config, EchoServer.MUCH, List.of("--recordsize=1024"));
        assertThat(sizes(Side.CLIENT)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        assertThat(sizes(Side.SERVER)).isNotEmpty().allMatch(size -> size <= 1024);
        Interop.tried(peer.peer(), Side.SERVER, Topic.RECORD_SIZE_LIMIT, "its client loses the rest of a longer line");
    }

    @Test
    void opensslServesInShortFragments(@TempDir Path folder) throws IOException {
        ToolPeer peer = new OpenSsl(new Papers(folder));
        ClientConfig config = LabPki.client()
                .records(RecordPolicy.DEFAULT.withoutSizeLimit())
                .maxFragmentLength(FRAGMENT)
                .observer(new Watch(events))
                .build();
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP))) {
            speakAtLength(peer, config, server);
        }
        assertThat(sizes(Side.SERVER)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        assertThat(sizes(Side.CLIENT)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.MAX_FRAGMENT_LENGTH);
    }

    @Test
    void opensslVisitsInShortFragments(@TempDir Path folder) {
        ToolPeer peer = new OpenSsl(new Papers(folder));
        ServerConfig config = LabPki.server(SHOP).observer(new Watch(events)).build();
        converse(peer, config, EchoServer.LONG, List.of("-maxfraglen", String.valueOf(FRAGMENT)));
        assertThat(sizes(Side.CLIENT)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        assertThat(sizes(Side.SERVER)).isNotEmpty().allMatch(size -> size <= FRAGMENT);
        Interop.tried(peer.peer(), Side.SERVER, Topic.MAX_FRAGMENT_LENGTH);
    }

    private static void speakAtLength(ToolPeer peer, ClientConfig config, ToolPeer.ToolServer server)
            throws IOException {
        try (var channel = Loopback.connect(config, server.port())) {
            assertThat(Visits.echo(channel, EchoServer.LONG))
                    .as(server.process().output())
                    .isEqualTo(peer.answer(EchoServer.LONG));
        }
    }

    private static void converse(ToolPeer peer, ServerConfig config, String line, List<String> more) {
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), more)) {
            client.type(line);
            client.await("shade", ToolPeer.PATIENCE);
            Visits.farewell(server, client);
        }
    }

    /** How many bytes of data each record of {@code sender} held. */
    private List<Integer> sizes(Side sender) {
        return events.stream()
                .filter(Event.RecordSeen.class::isInstance)
                .map(Event.RecordSeen.class::cast)
                .filter(seen -> seen.sender() == sender && seen.epoch() == Epoch.APPLICATION)
                .map(Event.RecordSeen::contentLength)
                .toList();
    }
}
