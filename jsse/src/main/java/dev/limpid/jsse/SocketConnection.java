// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.Transport;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/** A connection as a socket shows it: a channel, whose failures are told in the words of JSSE. */
final class SocketConnection implements Carrier {
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Negotiation negotiation;
    private final TlsChannel channel;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** @param timeout for the handshake and for each read; zero for none */
    SocketConnection(LimpidSocket socket, Settings settings, Transport transport, Duration timeout) {
        negotiation = new Negotiation(
                settings,
                new Endpoint.Socket(socket),
                this,
                settings.host(),
                settings.port().orElse(socket.getPort()),
                Set.of());
        channel = TlsChannel.over(
                negotiation.connection(),
                transport,
                new Timeouts(Duration.ZERO, timeout, timeout, Duration.ZERO, LAST_WORDS));
    }

    TlsSession session() {
        return negotiation.session();
    }

    boolean isFinished() {
        return finished.get();
    }

    TlsChannel channel() {
        return channel;
    }

    /** Shakes hands, unless that was done. Returns whether it was done now. */
    boolean handshake() throws IOException {
        if (finished.get()) {
            return false;
        }
        told(channel::handshake);
        if (finished.compareAndSet(false, true)) {
            negotiation.session().establish();
            return true;
        }
        return false;
    }

    int read(ByteBuffer destination) throws IOException {
        return told(() -> channel.read(destination));
    }

    void write(ByteBuffer source) throws IOException {
        told(() -> channel.write(source));
    }

    void shutdownOutput() throws IOException {
        told(() -> {
            channel.shutdownOutput();
            return 0;
        });
    }

    void close() throws IOException {
        if (finished.get()) {
            channel.close();
        } else {
            channel.abort();
        }
    }

    /** Asks for fresh keys both ways, unless that was asked and not answered yet. */
    void renew() throws IOException {
        if (!negotiation.connection().isKeyUpdateAwaited()) {
            updateKeys(true);
        }
    }

    @Override
    public void updateKeys(boolean requestPeer) throws IOException {
        told(() -> {
            channel.updateKeys(requestPeer);
            return 0;
        });
    }

    @Override
    public void requestClientCertificate(ClientAuthentication wanted) throws IOException {
        told(() -> {
            channel.requestClientCertificate(wanted);
            return 0;
        });
    }

    @Override
    public boolean sendTicket() throws IOException {
        return told(channel::sendTicket);
    }

    private <T> T told(Operation<T> operation) throws IOException {
        try {
            return operation.run();
        } catch (TlsException e) {
            throw failed(e);
        }
    }

    private SSLException failed(TlsException failure) {
        return SslFailures.of(failure, finished.get(), negotiation.refusal());
    }

    /** What a channel does. */
    private interface Operation<T> {
        T run() throws IOException;
    }
}
