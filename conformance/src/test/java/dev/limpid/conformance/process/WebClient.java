// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.conformance.matrix.Peer;
import dev.limpid.identity.ServerName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that is a client of web servers, and nothing else: it loads a page. */
abstract class WebClient {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Tool tool;

    WebClient(Tool tool) {
        this.tool = tool;
    }

    Peer peer() {
        return tool.peer();
    }

    Tool tool() {
        return tool;
    }

    /** The command that loads {@code https://name:port/path}, with {@code more} options, from a server on 127.0.0.1. */
    abstract List<String> command(ServerName name, int port, String path, List<String> more);

    /** Loads the page, and returns what was printed. */
    final String load(ServerName name, int port, String path, List<String> more, Map<String, String> environment) {
        try (PeerProcess process = start(name, port, path, more, environment)) {
            process.awaitExit(PATIENCE);
            return process.output();
        }
    }

    /** Begins to load the page. */
    PeerProcess start(ServerName name, int port, String path, List<String> more, Map<String, String> environment) {
        PeerProcess process = PeerProcess.start(command(name, port, path, more), environment);
        process.endInput();
        return process;
    }
}
