// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One end in a run with a fault: what its application does, and a record of all that came of it. */
final class FaultParty {
    private static final int KEY_UPDATE = 2;
    private static final int CLOSE = 4;

    private final Side side;
    private final TlsConnection connection;
    private final ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
    private final ByteBuffer plaintext = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
    private final ByteBuffer out = ByteBuffer.allocate(4096);
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private Optional<Bytes> exported = Optional.empty();
    private int early;
    private int earlyRecords;
    private int acts;

    /** So much data had been sent when so much had been said. */
    private record Mark(int said, int sent) {}

    FaultParty(Side side, Function<Observer, TlsConnection> connection) {
        this.side = side;
        this.connection = connection.apply((nanos, event) -> hear(event));
    }

    private void hear(Event event) {
        if (event instanceof Event.AlertSeen alert && alert.sender() == side) {
            alerts.add(alert.alert());
        } else if (event instanceof Event.Established) {
            // Now or never: the same record may be followed by the end, and nothing can be exported after that.
            exported = Optional.of(Bytes.wrap(connection.exportKeyingMaterial("EXPORTER-faults", Bytes.EMPTY, 16)));
        }
    }

    TlsConnection connection() {
        return connection;
    }

    /** The next thing that the application does, if it may; whether it did. */
    boolean act() {
        if (early == 0 && connection.earlyDataRoom() > 0) {
            sendEarly(Bytes.ofUtf8(side + " says this before anything else"));
            return true;
        }
        if (acts > CLOSE || !connection.isWritable()) {
            return false;
        }
        if (acts == CLOSE) {
            connection.closeWrite();
        } else if (acts == KEY_UPDATE) {
            connection.updateKeys(side == Side.CLIENT);
        } else {
            send(Bytes.ofUtf8(side + " says this, which is number " + acts));
        }
        acts++;
        return true;
    }

    /** What there is to say. */
    Bytes speak() {
        while (connection.take(out.clear()) > 0) {
            keep();
        }
        Bytes bytes = Bytes.wrap(outgoing.toByteArray());
        outgoing.reset();
        return bytes;
    }

    /** Takes what arrives; does nothing once the connection has failed. */
    void hear(Bytes piece) {
        Bytes left = piece;
        while (!left.isEmpty()) {
            int count = Math.min(left.length(), wire.remaining());
            wire.put(left.slice(0, count).toBuffer());
            left = left.from(count);
            open();
        }
    }

    /** The transport ends. */
    void hearNoMore() {
        if (!isClosed()) {
            try {
                connection.endOfInput();
            } catch (TlsException truncated) {
                // the connection keeps it
            }
        }
    }

    boolean isClosed() {
        return connection.step() instanceof Step.Closed;
    }

    Optional<TlsException> failure() {
        return connection.step() instanceof Step.Closed closed ? closed.failure() : Optional.empty();
    }

    /** Both close_notify came and went. */
    boolean isClosedWell() {
        return isClosed() && failure().isEmpty();
    }

    /** Everything that this side said. */
    Bytes said() {
        return Bytes.wrap(said.toByteArray());
    }

    /** All the data that {@code receiver} should get: early data only if it takes that. */
    Bytes sentTo(FaultParty receiver) {
        return Bytes.of(sent.toByteArray()).from(lostTo(receiver));
    }

    Bytes received() {
        return Bytes.wrap(received.toByteArray());
    }

    /** How much of {@link #sentTo} is in the first {@code intact} bytes that were said. */
    int sentWithin(long intact, FaultParty receiver) {
        int within = marks.stream()
                .filter(mark -> mark.said <= intact)
                .mapToInt(Mark::sent)
                .max()
                .orElse(0);
        return Math.max(0, within - lostTo(receiver));
    }

    /** The bytes of records that {@code receiver} skips unseen, because it does not take early data. */
    int saidInVain(FaultParty receiver) {
        return lostTo(receiver) == 0 ? 0 : earlyRecords;
    }

    /** The alerts that this side sent. */
    List<Alert> alerts() {
        return alerts;
    }

    /** What the exporter gave as soon as the handshake was complete: the same on both sides, or they are not talking to each other. */
    Optional<Bytes> exported() {
        return exported;
    }

    @Override
    public String toString() {
        return side + " in " + connection.report().state().orElse("no state") + ", "
                + failure().map(TlsException::getMessage).orElse(isClosed() ? "closed" : "open") + ", alerts " + alerts
                + ", received " + received.size();
    }

    private void open() {
        wire.flip();
        try {
            int before;
            do {
                before = wire.remaining();
                connection.open(wire, plaintext.clear());
                received.write(plaintext.array(), 0, plaintext.position());
            } while (wire.remaining() < before && wire.hasRemaining());
        } catch (TlsException failed) {
            wire.position(wire.limit());
        } finally {
            wire.compact();
        }
    }

    private int lostTo(FaultParty receiver) {
        boolean taken = receiver.connection.earlyDataAccepted().orElse(false);
        return taken ? 0 : early;
    }

    /** The ClientHello goes first, so that what follows is the record alone. */
    private void sendEarly(Bytes data) {
        while (connection.take(out.clear()) > 0) {
            keep();
        }
        connection.sealEarly(data.toBuffer(), out.clear());
        earlyRecords = out.position();
        keep();
        early = data.length();
        sent(data);
    }

    private void sent(Bytes data) {
        sent.writeBytes(data.toArray());
        marks.add(new Mark(said.size(), sent.size()));
    }

    private void send(Bytes data) {
        ByteBuffer source = data.toBuffer();
        while (source.hasRemaining()) {
            connection.seal(source, out.clear());
            keep();
        }
        sent(data);
    }

    private void keep() {
        outgoing.write(out.array(), 0, out.position());
        said.write(out.array(), 0, out.position());
    }
}
