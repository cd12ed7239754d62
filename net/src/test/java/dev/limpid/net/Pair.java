// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A client and a server channel over one TCP connection on the loopback interface, hands shaken. */
record Pair(TlsChannel client, TlsChannel server) implements AutoCloseable {
    static final Timeouts TIMEOUTS = Timeouts.DEFAULT;

    static Pair open() throws Exception {
        return open(Tcp.open(), TIMEOUTS);
    }

    static Pair open(Tcp tcp, Timeouts timeouts) throws Exception {
        return open(tcp, Lab.client(), Lab.server(), timeouts);
    }

    static Pair open(Tcp tcp, ClientConfig client, ServerConfig server, Timeouts timeouts) throws Exception {
        TlsChannel accepted = TlsChannel.accept(server, Transport.of(tcp.server()), timeouts, Observer.NONE);
        FutureTask<?> serving = start(accepted::handshake);
        TlsChannel connected = TlsChannel.connect(client, Lab.NAME, Transport.of(tcp.client()), timeouts);
        connected.handshake();
        serving.get();
        return new Pair(connected, accepted);
    }

    /** Runs {@code work} on a virtual thread. */
    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** What {@code task} threw. */
    static Throwable failure(FutureTask<?> task) throws InterruptedException {
        try {
            task.get();
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        client.abort();
        server.abort();
    }
}
