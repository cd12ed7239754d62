// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.testkit.Fault;
import dev.limpid.testkit.FaultyProxy;
import dev.limpid.testkit.HandshakeKind;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A whole connection of a channel with a server, over sockets and a proxy that does one thing wrong, and the laws that hold for any. */
final class FaultyConnection {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    /** Short where somebody may wait in vain. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** Long where nobody may give up. */
    private static final Duration CONFIDENCE = Duration.ofSeconds(60);
    /** What comes on top of one handshake, one read and the last words. */
    private static final long SCHEDULING_MILLIS = 60_000;

    private final Fault fault;
    private final HandshakeKind kind;
    private final FaultySide client = new FaultySide(Side.CLIENT);
    private final FaultySide server = new FaultySide(Side.SERVER);
    private boolean struck;

    private FaultyConnection(Fault fault, HandshakeKind kind) {
        this.fault = fault;
        this.kind = kind;
    }

    /** Runs to the end and checks the laws. On a busy machine somebody may give up too soon: who is in the wrong then is so twice. */
    static FaultyConnection of(Fault fault, HandshakeKind kind) throws Exception {
        if (fault.kind().isHarmless()) {
            return new FaultyConnection(fault, kind).run(CONFIDENCE);
        }
        FaultyConnection hasty = new FaultyConnection(fault, kind);
        try {
            return hasty.run(PATIENCE);
        } catch (AssertionError broken) {
            if (hasty.client.isTimedOut() || hasty.server.isTimedOut()) {
                return new FaultyConnection(fault, kind).run(CONFIDENCE);
            }
            throw broken;
        }
    }

    FaultySide side(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    boolean hasStruck() {
        return struck;
    }

    boolean endedWell() {
        return client.endedWell() && server.endedWell();
    }

    private FaultyConnection run(Duration most) throws Exception {
        HandshakeKind.Ends ends = kind.real();
        Timeouts timeouts = Timeouts.DEFAULT.withHandshake(most).withRead(most).withWrite(most);
        try (TlsServer listening = TlsServer.builder(ends.serverConfig())
                        .timeouts(timeouts)
                        .observers(address -> server)
                        .transports(server::counted)
                        .listener(new Listener())
                        .bind(ANY);
                FaultyProxy proxy = FaultyProxy.before(listening.address(), fault)) {
            listening.start(server::converse);
            client.converse(TlsChannel.connect(
                    ends.clientConfig().toBuilder().observer(client).build(),
                    dev.limpid.testkit.Lab.NAME,
                    client.counted(Transport.of(SocketChannel.open(proxy.address()))),
                    timeouts));
            law(client.isOverWithin(0), "the client never ends");
            law(server.isOverWithin(2 * most.toMillis() + SCHEDULING_MILLIS), "the server never ends");
            struck = proxy.hasStruck();
            checkData(client, proxy.intact(Side.CLIENT), server);
            checkData(server, proxy.intact(Side.SERVER), client);
        }
        check();
        return this;
    }

    private void check() {
        if (fault.kind().isHarmless() || !struck) {
            law(endedWell(), "a harmless fault did harm");
        }
        for (FaultySide side : List.of(client, server)) {
            law(side.alerts().size() <= 1, "more than one alert");
            law(
                    side.alerts().stream()
                            .map(Alert::description)
                            .allMatch(
                                    said -> said.equals(side.dueAlert()) || said.equals(AlertDescription.CLOSE_NOTIFY)),
                    "the alert is not the failure's");
            law(
                    side.failure().stream()
                            .flatMap(failure -> failure instanceof TlsException tls ? Stream.of(tls) : Stream.empty())
                            .flatMap(failure -> failure.violation().stream())
                            .noneMatch(Violation.INTERNAL_ERROR::equals),
                    "an internal error");
            law(
                    side.failure().stream()
                            .allMatch(failure -> failure instanceof TlsException || failure instanceof IOException),
                    "a failure that is neither TLS's nor the transport's");
        }
    }

    private void checkData(FaultySide sender, long intact, FaultySide receiver) {
        Bytes sent = sender.sentTo(receiver);
        Bytes received = receiver.received();
        law(
                received.length() <= sent.length() && received.equals(sent.slice(0, received.length())),
                "data arrived that was never sent, or not in its order");
        law(received.length() >= sender.sentWithin(intact, receiver), "authentic data was lost");
        law(!receiver.endedWell() || received.equals(sent), "data is missing, and nobody complains");
    }

    private void law(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (" + kind + ", " + fault + "): " + client + "; " + server);
        }
    }

    private final class Listener implements ServerListener {
        @Override
        public void connectionFailed(String address, Throwable cause) {
            server.failed(cause);
        }

        @Override
        public void acceptFailed(IOException cause) {
            server.failed(cause);
        }
    }
}
