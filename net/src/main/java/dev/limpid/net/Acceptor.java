// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** The accepting thread of a server and the threads of its connections. */
final class Acceptor {
    private static final long PAUSE_MILLIS = 50;
    private static final long LAST_GRACE_NANOS = 1_000_000_000;

    private final TlsServer.Builder settings;
    private final ServerSocketChannel listening;
    private final Semaphore slots;
    private final Map<TlsChannel, Thread> active = new ConcurrentHashMap<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder established = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread thread;
    private volatile boolean aborting;
    private volatile ConnectionHandler handler = channel -> {};

    Acceptor(TlsServer.Builder settings, ServerSocketChannel listening) {
        this.settings = settings;
        this.listening = listening;
        this.slots = new Semaphore(settings.maxConnections);
        this.thread = Thread.ofVirtual().name("limpid-acceptor").unstarted(this::run);
    }

    void start(ConnectionHandler handler) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("the server has been started already");
        }
        this.handler = handler;
        thread.start();
    }

    TlsServer.Counts counts() {
        return new TlsServer.Counts(accepted.sum(), established.sum(), completed.sum(), failed.sum(), active.size());
    }

    /** Waits for the handlers, the listening channel being closed; ends what isn't done in time. */
    void finish(long graceNanos) throws IOException {
        thread.interrupt();
        try {
            if (!allDone(graceNanos)) {
                abortAll();
                allDone(LAST_GRACE_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abortAll();
        }
    }

    private boolean allDone(long nanos) throws InterruptedException {
        boolean done = slots.tryAcquire(settings.maxConnections, nanos, TimeUnit.NANOSECONDS);
        if (done) {
            slots.release(settings.maxConnections);
        }
        return done;
    }

    private void abortAll() throws IOException {
        aborting = true;
        for (Map.Entry<TlsChannel, Thread> each : active.entrySet()) {
            each.getKey().abort();
            each.getValue().interrupt();
        }
    }

    private void run() {
        try {
            while (listening.isOpen()) {
                acceptOne();
            }
        } catch (ClosedChannelException | InterruptedException e) {
            // The server is being closed.
        }
    }

    private void acceptOne() throws ClosedChannelException, InterruptedException {
        slots.acquire();
        boolean handedOver = false;
        try {
            SocketChannel client = listening.accept();
            Thread.ofVirtual().name("limpid-connection").start(() -> serve(client));
            handedOver = true;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            tell(() -> settings.listener.acceptFailed(e));
            Thread.sleep(PAUSE_MILLIS);
        } finally {
            if (!handedOver) {
                slots.release();
            }
        }
    }

    private void serve(SocketChannel socket) {
        accepted.increment();
        String client = Addresses.text(socket.socket().getRemoteSocketAddress());
        try (socket) {
            converse(socket);
            completed.increment();
        } catch (Throwable e) {
            // Even an Error of one connection, such as an assertion or too deep a recursion, is no matter of the
            // others.
            failed.increment();
            tell(() -> settings.listener.connectionFailed(client, e));
        } finally {
            slots.release();
        }
    }

    private void converse(SocketChannel socket) throws Exception {
        Observer observer = settings.observers.apply(socket.getRemoteAddress());
        Transport transport = settings.transports.apply(Transport.of(socket));
        ServerConfig config = settings.config.boundTo(Addresses.withoutPort(socket.getRemoteAddress()));
        TlsChannel channel = TlsChannel.accept(config, transport, settings.timeouts, observer);
        active.put(channel, Thread.currentThread());
        try {
            if (aborting) {
                throw new ClosedChannelException();
            }
            channel.begin();
            boolean early = channel.isEarly();
            if (!early) {
                established.increment();
            }
            handler.handle(channel);
            channel.close();
            if (early && channel.facts().isPresent()) {
                established.increment();
            }
        } finally {
            // After close there is nothing left to abort.
            channel.abort();
            active.remove(channel);
        }
    }

    /** Whatever a listener throws, the server goes on. */
    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            // It was told; there is nobody else to tell.
        }
    }
}
