// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ClientConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.observe.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a TCP connection to a host: its addresses in turn, each with its share of the time that is left. */
final class TcpConnect {
    private final ServerName server;
    private final int port;
    private final Deadline deadline;
    private final List<IOException> failures = new ArrayList<>();

    /** @param nanos how long the attempt took that succeeded */
    record Opened(SocketChannel channel, long nanos) {}

    TcpConnect(ServerName server, int port, Duration timeout) {
        this.server = server;
        this.port = port;
        this.deadline = Deadline.in(timeout.toNanos());
    }

    /** The observer of {@code config} is told if there is no connection, since then nobody else can. */
    static Opened open(ClientConfig config, ServerName server, int port, Duration timeout) throws IOException {
        try {
            return new TcpConnect(server, port, timeout).open(InetAddress.getAllByName(server.text()));
        } catch (IOException e) {
            TimeSource time = config.time();
            Recorder recorder = new Recorder(Side.CLIENT, time, config.observer(), null);
            recorder.record(new Event.Started(Side.CLIENT, time.now(), Optional.of(server.text())));
            new Ending(recorder).transportFailed(e);
            recorder.record(new Event.Closed(Event.Closure.FAILED));
            throw e;
        }
    }

    /** A connection to the first of {@code addresses} that accepts it. */
    Opened open(InetAddress... addresses) throws IOException {
        for (int i = 0; i < addresses.length && !deadline.isOver(); i++) {
            try {
                return open(new InetSocketAddress(addresses[i], port), deadline.left() / (addresses.length - i));
            } catch (IOException e) {
                failures.add(e);
            }
        }
        throw failure(addresses.length);
    }

    private static Opened open(InetSocketAddress address, long timeoutNanos) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            long began = System.nanoTime();
            channel.socket().connect(address, (int) Math.ceilDiv(timeoutNanos, 1_000_000));
            return new Opened(channel, System.nanoTime() - began);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private IOException failure(int addresses) {
        String where = server + ":" + port + (addresses > 1 ? " (" + addresses + " addresses)" : "");
        boolean timeout = failures.stream().allMatch(SocketTimeoutException.class::isInstance);
        IOException failure = timeout
                ? new SocketTimeoutException(
                        "no TCP connection to " + where + " within " + Timeouts.text(deadline.timeoutNanos()))
                : new ConnectException("no TCP connection to " + where + ": "
                        + failures.getLast().getMessage());
        failures.forEach(failure::addSuppressed);
        return failure;
    }
}
