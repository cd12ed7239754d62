// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A TLS 1.3 server: accepts TCP connections, shakes hands, and gives each client to a handler on a virtual thread of its own.
 * What goes wrong with one client concerns no other. Thread-safe.
 */
public final class TlsServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerSocketChannel listening;
    private final InetSocketAddress address;
    private final Acceptor acceptor;
    private final CountDownLatch closed = new CountDownLatch(1);

    private TlsServer(Builder builder, ServerSocketChannel listening) throws IOException {
        this.listening = listening;
        this.address = (InetSocketAddress) listening.getLocalAddress();
        this.acceptor = new Acceptor(builder, listening);
    }

    /** A server with the defaults of {@link Builder}, bound to {@code address}; port 0 lets the system choose. */
    public static TlsServer bind(ServerConfig config, InetSocketAddress address) throws IOException {
        return builder(config).bind(address);
    }

    /** A builder of a server. */
    public static Builder builder(ServerConfig config) {
        return new Builder(config);
    }

    /**
     * Starts to accept connections and returns. The handler gets a client once hands are shaken; one whose early data is taken ({@link
     * dev.limpid.config.ServerConfig#earlyData}), before that: {@link TlsChannel#isEarly}.
     *
     * @throws IllegalStateException if it was started already
     */
    public void start(ConnectionHandler handler) {
        acceptor.start(handler);
    }

    /** As {@link #start}, but returns when the server is closed. */
    public void serve(ConnectionHandler handler) throws InterruptedException {
        start(handler);
        closed.await();
    }

    /** Where it listens, with the port that the system chose. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether it accepts connections; a handler with clients that stay may look at this between two requests. */
    public boolean isOpen() {
        return listening.isOpen();
    }

    /** What it has done so far. */
    public Counts counts() {
        return acceptor.counts();
    }

    /** Closes with 5 seconds of grace. */
    @Override
    public void close() throws IOException {
        close(GRACE);
    }

    /**
     * Stops accepting and waits for the handlers; those that aren't done after {@code grace} are interrupted and their
     * channels aborted.
     */
    public void close(Duration grace) throws IOException {
        try {
            listening.close();
            acceptor.finish(Timeouts.nanos(grace));
        } finally {
            closed.countDown();
        }
    }

    /**
     * What a server has done so far.
     *
     * @param accepted TCP connections
     * @param established those of them with a complete handshake
     * @param completed those of them whose handler returned
     * @param failed connections whose handshake or handler failed
     * @param active connections that are open now
     */
    public record Counts(long accepted, long established, long completed, long failed, int active) {}

    /**
     * Builds a {@link TlsServer}. By default: {@link Timeouts#SERVER}, at most 10,000 connections, no observers of single
     * connections, failures logged. Not thread-safe.
     */
    public static final class Builder {
        private static final int BACKLOG = 1024;

        final ServerConfig config;
        Timeouts timeouts = Timeouts.SERVER;
        int maxConnections = 10_000;
        Function<SocketAddress, Observer> observers = client -> Observer.NONE;
        UnaryOperator<Transport> transports = UnaryOperator.identity();
        ServerListener listener = ServerListener.LOGGING;

        private Builder(ServerConfig config) {
            this.config = config;
        }

        /** How long channels wait: {@link Timeouts#handshake} bounds slow clients, {@link Timeouts#read} idle ones. */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /**
         * How many connections may be open at once; more wait in the system's queue.
         *
         * @throws IllegalArgumentException if less than 1
         */
        public Builder maxConnections(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("at least one connection, not " + most);
            }
            maxConnections = most;
            return this;
        }

        /** Puts something between each connection and its socket, such as what counts bytes. */
        public Builder transports(UnaryOperator<Transport> wrapper) {
            this.transports = wrapper;
            return this;
        }

        /** Makes an observer for each connection, given the client's address. */
        public Builder observers(Function<SocketAddress, Observer> observers) {
            this.observers = observers;
            return this;
        }

        /** Who is told what goes wrong. */
        public Builder listener(ServerListener listener) {
            this.listener = listener;
            return this;
        }

        /** A server that listens at {@code address}; port 0 lets the system choose. Nothing is accepted before it starts. */
        public TlsServer bind(InetSocketAddress address) throws IOException {
            ServerSocketChannel listening = ServerSocketChannel.open();
            try {
                listening.bind(address, BACKLOG);
                return new TlsServer(this, listening);
            } catch (IOException | RuntimeException e) {
                listening.close();
                throw e;
            }
        }
    }
}
