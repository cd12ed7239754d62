// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One end of a connection with a fault: what its application does, and what came of it. */
final class FaultySide implements Observer {
    private final Side side;
    private final AtomicLong said = new AtomicLong();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Mark> marks = new CopyOnWriteArrayList<>();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<Throwable> failure = Optional.empty();
    private boolean earlyDataAccepted;
    private int early;

    /** So much data had been sent when so much had been said. */
    private record Mark(long said, int sent) {}

    FaultySide(Side side) {
        this.side = side;
    }

    /** {@code transport}, which counts what this side says. */
    Transport counted(Transport transport) {
        return new Counted(transport, said);
    }

    @Override
    public void on(long nanos, Event event) {
        if (event instanceof Event.AlertSeen alert && alert.sender() == side) {
            alerts.add(alert.alert());
        }
    }

    /** Early data, two lines, new keys, one more line, the end; then it reads until there is no more. Never throws. */
    void converse(TlsChannel channel) throws IOException {
        try {
            sendAll(channel);
        } catch (IOException | TlsException failed) {
            failure = Optional.of(failed);
        }
        earlyDataAccepted = channel.earlyDataAccepted().orElse(false);
        try {
            readAll(channel);
        } catch (IOException | TlsException failed) {
            failure = failure.or(() -> Optional.of(failed));
        }
        if (failure.isPresent()) {
            channel.abort();
        } else {
            channel.close();
        }
        over.countDown();
    }

    /** It did not even come to a conversation. */
    void failed(Throwable reason) {
        failure = Optional.of(reason);
        over.countDown();
    }

    boolean isOverWithin(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Its application has seen the peer's close_notify, and nothing went wrong. */
    boolean endedWell() {
        return failure.isEmpty();
    }

    Optional<Throwable> failure() {
        return failure;
    }

    /** It waited in vain, or not long enough. */
    boolean isTimedOut() {
        return failure.filter(SocketTimeoutException.class::isInstance).isPresent();
    }

    /** How many bytes this side said. */
    long said() {
        return said.get();
    }

    Bytes received() {
        return Bytes.wrap(received.toByteArray());
    }

    /** All the data that {@code receiver} should get: early data only if it takes that. */
    Bytes sentTo(FaultySide receiver) {
        return Bytes.of(sent.toByteArray()).from(lostTo(receiver));
    }

    /** How much of {@link #sentTo} is in the first {@code intact} bytes that were said. */
    int sentWithin(long intact, FaultySide receiver) {
        int within = marks.stream()
                .filter(mark -> mark.said <= intact)
                .mapToInt(Mark::sent)
                .max()
                .orElse(0);
        return Math.max(0, within - lostTo(receiver));
    }

    /** The alerts that this side sent. */
    List<Alert> alerts() {
        return alerts;
    }

    /** What its alert says, unless it is close_notify. */
    AlertDescription dueAlert() {
        return failure.filter(TlsException.class::isInstance)
                .map(TlsException.class::cast)
                .flatMap(TlsException::violation)
                .map(Violation::alert)
                .orElse(AlertDescription.CLOSE_NOTIFY);
    }

    @Override
    public String toString() {
        return side + " with " + failure.map(Throwable::toString).orElse("no failure") + ", alerts " + alerts
                + ", received " + received.size() + " of what came, sent " + sent.size();
    }

    private void sendAll(TlsChannel channel) throws IOException {
        Bytes first = Bytes.ofUtf8(side + " says this before anything else");
        early = channel.writeEarly(first.toBuffer());
        sent(first.slice(0, early));
        if (channel.isEarly()) {
            send(channel, "this before the handshake is complete");
        }
        channel.handshake();
        send(channel, "this, which is number 1");
        channel.updateKeys(side == Side.CLIENT);
        send(channel, "this, which is number 2");
        channel.shutdownOutput();
    }

    private void readAll(TlsChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer.clear()) >= 0) {
            received.write(buffer.array(), 0, buffer.position());
        }
    }

    private void send(TlsChannel channel, String what) throws IOException {
        Bytes data = Bytes.ofUtf8(side + " says " + what);
        channel.write(data.toBuffer());
        sent(data);
    }

    private void sent(Bytes data) {
        sent.writeBytes(data.toArray());
        marks.add(new Mark(said.get(), sent.size()));
    }

    private int lostTo(FaultySide receiver) {
        return receiver.earlyDataAccepted ? 0 : early;
    }
}
