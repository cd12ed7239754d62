// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.observe.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A way over TCP on which at most one fault happens: it listens on a loopback port for one client, connects to the server and carries
 * bytes both ways, as {@link FaultyWire} wants them. A stream that ends is passed on as one that ends, a reset too, so that nothing on
 * its way is lost by that. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket listening;
    private final FaultyLane toServer;
    private final FaultyLane toClient;
    private final Thread carrying;

    private FaultyProxy(InetSocketAddress server, ServerSocket listening, Fault fault) {
        this.server = server;
        this.listening = listening;
        this.toServer = new FaultyLane(new FaultyWire(Side.CLIENT, fault));
        this.toClient = new FaultyLane(new FaultyWire(Side.SERVER, fault));
        this.carrying = Thread.ofVirtual().start(this::carry);
    }

    /** Waits for a client of {@code server}. */
    public static FaultyProxy before(InetSocketAddress server, Fault fault) throws IOException {
        return new FaultyProxy(server, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), fault);
    }

    /** Where the client connects to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Whether the fault has happened. */
    public boolean hasStruck() {
        return toServer.hasStruck() || toClient.hasStruck();
    }

    /** How many of the bytes that {@code sender} sent arrived as they were before anything went wrong; no bound if nothing did. */
    public long intact(Side sender) {
        return sender == Side.CLIENT ? toServer.intact() : toClient.intact();
    }

    /** Closes everything and waits until nothing is carried any more. */
    @Override
    public void close() throws IOException {
        listening.close();
        toServer.close();
        toClient.close();
        try {
            carrying.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry() {
        try (Socket client = listening.accept();
                Socket onward = new Socket(server.getAddress(), server.getPort())) {
            Thread there = Thread.ofVirtual().start(() -> toServer.carry(client, onward));
            toClient.carry(onward, client);
            there.join();
        } catch (IOException closed) {
            // there is no client any more, or no server
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
