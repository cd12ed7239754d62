// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.config.ClientConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Event;
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

/** What a server can be told to do only by its operator, and only if it is OpenSSL's. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenSslServerTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    @Test
    void ourClientAnswersTheirKeyUpdate(@TempDir Path folder) throws IOException {
        OpenSsl peer = new OpenSsl(new Papers(folder));
        List<Event> events = new CopyOnWriteArrayList<>();
        ClientConfig config =
                LabPki.client().observer((nanos, event) -> events.add(event)).build();
        try (ToolPeer.ToolServer server =
                        peer.startTerminal(Visits.settings(peer).certificate(SHOP));
                SocketEnd end = SocketEnd.connect(config, server.port())) {
            end.handshake();
            end.send("hello\n");
            server.process().await("hello", ToolPeer.PATIENCE);
            server.process().type("K");
            end.until(() -> events.contains(new Event.KeyUpdated(Side.SERVER, 1, true))
                    && events.contains(new Event.KeyUpdated(Side.CLIENT, 1, false)));
            end.send("with new keys\n");
            server.process().await("with new keys", ToolPeer.PATIENCE);
            server.process().type("lamp");
            end.until(() -> end.received().contains("lamp"));
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.KEY_UPDATE_BY_PEER);
    }
}
