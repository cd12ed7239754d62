// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Two sockets that are connected over the loopback and have not said anything yet, the server's accepted. */
final class SocketPair implements AutoCloseable {
    private static final long PATIENCE = 60;

    private final SSLServerSocket listener;
    private final SSLSocket client;
    private final SSLSocket server;

    private SocketPair(SSLServerSocket listener, SSLSocket client, SSLSocket server) {
        this.listener = listener;
        this.client = client;
        this.server = server;
    }

    static SocketPair of(SSLContext clientContext, SSLContext serverContext) throws Exception {
        SSLServerSocket listener = listener(serverContext);
        Future<SSLSocket> accepted = elsewhere(() -> (SSLSocket) listener.accept());
        SSLSocket client = (SSLSocket) clientContext
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        client.setEnabledProtocols(new String[] {Subject.TLS13});
        return new SocketPair(listener, client, get(accepted));
    }

    /** A server's socket on a port that the system chose. */
    static SSLServerSocket listener(SSLContext context) throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[] {Subject.TLS13});
        return listener;
    }

    SSLServerSocket listener() {
        return listener;
    }

    SSLSocket client() {
        return client;
    }

    SSLSocket server() {
        return server;
    }

    /** Shakes hands at both ends. */
    SocketPair handshake() throws Exception {
        Future<?> served = elsewhere(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        get(served);
        return this;
    }

    /** Checks that data flows from one to the other. */
    static byte[] send(SSLSocket from, SSLSocket to, byte[] data) throws Exception {
        Future<?> sent = elsewhere(() -> {
            from.getOutputStream().write(data);
            from.getOutputStream().flush();
            return null;
        });
        byte[] received = read(to.getInputStream(), data.length);
        get(sent);
        return received;
    }

    /** Reads just so many bytes. */
    static byte[] read(InputStream in, int length) throws IOException {
        return in.readNBytes(length);
    }

    /** Runs this on a virtual thread. */
    static <T> Future<T> elsewhere(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** The result, or the exception itself. */
    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception known ? known : failed;
        } catch (TimeoutException stuck) {
            future.cancel(true);
            throw new AssertionError("it hangs", stuck);
        }
    }

    /** What this throws. */
    static <T> CompletableFuture<Throwable> failure(Callable<T> work) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                failure.completeExceptionally(new AssertionError("returned " + work.call()));
            } catch (Throwable expected) {
                failure.complete(expected);
            }
        });
        return failure;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        client.close();
        server.close();
    }
}
