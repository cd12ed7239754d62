// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The programs of a test class, each found once, and the servers that its tests share. For one thread. */
final class Programs implements AutoCloseable {
    private final Path folder;
    private final Map<Program, ToolPeer> found = new EnumMap<>(Program.class);
    private final Map<Listening, ToolPeer.ToolServer> servers = new HashMap<>();

    private record Listening(Program program, TestCertificate certificate) {}

    /** @param folder the test's, who deletes it */
    Programs(Path folder) {
        this.folder = folder;
    }

    /** The peer, or the end of the test if this machine has none. */
    ToolPeer find(Program program) {
        return found.computeIfAbsent(program, which -> which.find(folder.resolve(which.name())));
    }

    /** A server with {@code certificate}, the same for all tests. */
    ToolPeer.ToolServer server(Program program, TestCertificate certificate) {
        ToolPeer peer = find(program);
        return servers.computeIfAbsent(
                new Listening(program, certificate),
                wanted -> peer.startServer(Visits.settings(peer).certificate(certificate)));
    }

    @Override
    public void close() {
        servers.values().forEach(ToolPeer.ToolServer::close);
    }
}
