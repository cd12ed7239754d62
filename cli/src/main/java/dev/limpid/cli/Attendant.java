// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.http.AboutConnection;
import dev.limpid.cli.http.Exchanges;
import dev.limpid.cli.http.Guarded;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.cli.http.Site;
import dev.limpid.cli.http.Timer;
import dev.limpid.cli.serve.Deadlines;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.net.ConnectionHandler;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Serves one client after another, by HTTP or by sending back what comes.
 *
 * @param echo whether whatever comes is sent back, instead of HTTP
 * @param site what is served; a page about the connection itself, if nothing
 * @param laterFor from which path on a certificate is asked for
 * @param truncates whether connections end without close_notify
 */
record Attendant(
        boolean echo,
        Optional<Site> site,
        Optional<String> laterFor,
        boolean truncates,
        ClientWatch watch,
        Deadlines deadlines)
        implements ConnectionHandler {
    private static final int CHUNK = 1 << 16;

    @Override
    public void handle(TlsChannel channel) throws IOException {
        try (Deadlines.Watched watched = deadlines.watch(patience -> late(channel, patience))) {
            if (echo) {
                echo(channel, watched);
            } else {
                speakHttp(channel, watched);
            }
        }
        if (truncates) {
            channel.abort();
        } else {
            channel.close();
        }
        watch.finished(channel.peer());
    }

    private void speakHttp(TlsChannel channel, Timer timer) throws IOException {
        Site open = site.orElseGet(() -> new AboutConnection(channel::facts));
        Site served = laterFor.<Site>map(path -> new Guarded(open, path, () -> isAuthenticated(channel)))
                .orElse(open);
        Exchanges told = (request, status, received, sent) -> {
            watch.tell(channel.peer(), new Event.ApplicationMessageSeen(Side.CLIENT, request, received));
            watch.tell(channel.peer(), new Event.ApplicationMessageSeen(Side.SERVER, "HTTP " + status, sent));
        };
        HttpSession session =
                new HttpSession(channel.inputStream(), channel.outputStream(), served, timer, told, channel::isEarly);
        try {
            session.serve();
        } catch (TlsException | IOException e) {
            if (!session.isDone()) {
                throw e;
            }
            watch.leftWhenDone(channel.peer());
        }
    }

    /** Whether the client has shown a certificate, now that it was asked again if it can be. */
    private static boolean isAuthenticated(TlsChannel channel) throws IOException {
        if (channel.handshake().clientAuthenticated()
                || channel.facts().filter(f -> f.clientAuthenticated()).isPresent()) {
            return true;
        }
        return channel.mayRequestClientCertificate()
                && channel.authenticateClient(ClientAuthentication.WANT, Timer.Patience.BODY.duration());
    }

    private static void echo(TlsChannel channel, Timer timer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        timer.awaits(Timer.Patience.IDLE);
        while (channel.read(buffer) >= 0) {
            channel.write(buffer.flip());
            buffer.clear();
            timer.awaits(Timer.Patience.IDLE);
        }
    }

    /** An idle client is told goodbye; one that stops in the middle of something is cut off. */
    private void late(TlsChannel channel, Timer.Patience patience) {
        try {
            if (patience == Timer.Patience.IDLE) {
                channel.close();
                return;
            }
            watch.tell(
                    channel.peer(),
                    new Event.TransportEnded(
                            Event.Ending.TIMEOUT,
                            "too slow: " + patience.duration().toSeconds() + " s"));
            channel.abort();
        } catch (IOException e) {
            // It left by itself.
        }
    }
}
