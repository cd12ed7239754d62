// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Something on a port that is no proper TLS 1.3 server. */
final class FakeServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<Socket, Thread> clients = new ConcurrentHashMap<>();

    /** What it does to whoever connects; the socket is closed afterwards. */
    @FunctionalInterface
    interface Behaviour {
        void meet(Socket client) throws Exception;
    }

    FakeServer(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    FakeServer(ServerSocket listening, Behaviour behaviour) {
        this.listening = listening;
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Stops, whatever it was doing to its clients. */
    @Override
    public void close() throws IOException {
        listening.close();
        clients.values().forEach(Thread::interrupt);
    }

    private void accept(Behaviour behaviour) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread meeting = Thread.ofVirtual().unstarted(() -> meet(client, behaviour));
                clients.put(client, meeting);
                meeting.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void meet(Socket client, Behaviour behaviour) {
        try (client) {
            behaviour.meet(client);
        } catch (Exception e) {
            // What matters is what the other side makes of it.
        }
    }
}
