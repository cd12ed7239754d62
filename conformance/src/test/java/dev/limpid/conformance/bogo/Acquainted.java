// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client and a server of the runner's that remember a shim: what tests of its sessions start from. */
final class Acquainted {
    private final ServerConfig server = Peers.serverConfig()
            .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
            .build();
    private final ServerConfig earlyServer = server.toBuilder()
            .earlyData(EarlyDataPolicy.of(1000, (uniqueness, window, now) -> ReplayGuard.Answer.ADMITTED))
            .build();
    private final ClientConfig client = Peers.clientConfig()
            .sessionCache(BoundedSessionCache.standard())
            .earlyData(true)
            .build();

    /** A server with tickets. */
    ServerConfig server() {
        return server;
    }

    /** The same server, which takes early data. */
    ServerConfig earlyServer() {
        return earlyServer;
    }

    /** A client that keeps tickets, and sends early data by them. */
    ClientConfig client() {
        return client;
    }

    /** The client's visit that leaves it with tickets. */
    void first(Socket shim) throws IOException {
        Peers.client(shim, client).handshake().exchange("first").close();
    }

    /** {@code flags}, and {@code mode} if it is one. */
    static List<String> with(List<String> flags, String mode) {
        List<String> all = new ArrayList<>(flags);
        if (mode.equals("-async")) {
            all.add(mode);
        }
        return all;
    }
}
