// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.TlsConfig;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordLimits;
import dev.limpid.record.RecordSizes;
import dev.limpid.record.RecordWriter;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes to the peer. Belongs to the writing thread, but for {@link #oweKeyUpdate}, {@link #answered} and {@link #end}, by
 * which the reading thread leaves what it owes the peer; the writing thread discharges that before anything else.
 */
final class WriteHalf {
    private static final long LAST_GENERATION = (1L << 48) - 1;

    private final Recorder recorder;
    private final Side side;
    private final RecordWriter writer;
    private final Outbox outbox;
    private @Nullable TrafficSecret secret;
    private @Nullable CipherSuite suite;
    private volatile boolean keyUpdateOwed;
    private volatile boolean answerAwaited;
    private volatile List<OwedFlight> flightsOwed = List.of();
    private volatile @Nullable Alert alertOwed;
    private long earlyRoom;
    private volatile boolean halfRtt;
    private volatile boolean closed;
    private volatile boolean ended;
    private boolean forgotten;

    /** An authentication that the peer asked for, but for its Finished. */
    private record OwedFlight(List<HandshakeMessage> messages, Bytes transcriptHash) {}

    WriteHalf(TlsConfig config, Recorder recorder) {
        this.recorder = recorder;
        this.side = recorder.role();
        RecordPolicy policy = config.records();
        RecordLimits limits =
                new RecordLimits(policy.mostContent(), config.limits().recordsPerKey());
        this.writer = new RecordWriter(config.crypto(), recorder, limits, policy.padding());
        policy.ramp().ifPresent(ramp -> writer.ramp(ramp, config.time()));
        writer.lifetime(config.keyLifetime());
        this.outbox = new Outbox(writer, side == Side.CLIENT);
    }

    /** A handshake message; those of one epoch share records (section 5.1). */
    void send(HandshakeMessage message, Bytes bytes) {
        recorder.record(new Event.MessageSeen(side, epoch(), message, bytes.length()), bytes);
        outbox.addHandshake(bytes);
        //= R5.1-7
        if (message.type().endsItsRecord()) {
            outbox.flushHandshake();
        }
    }

    void sendChangeCipherSpec() {
        outbox.addChangeCipherSpec();
        recorder.record(new Event.ChangeCipherSpecSeen(side));
    }

    void limit(RecordSizes agreed) {
        writer.limit(agreed);
    }

    void install(TrafficSecret next, CipherSuite nextSuite) {
        //= R5.1-7
        outbox.flushHandshake();
        writer.install(next.keys(nextSuite), next.epoch());
        TrafficSecret former = secret;
        if (former != null) {
            recorder.record(new Event.KeysDiscarded(side, former.epoch(), former.generation()));
            former.destroy();
        }
        secret = next;
        suite = nextSuite;
        if (next.generation() >= LAST_GENERATION) {
            writer.lastKeys();
        }
        recorder.record(new Event.KeysInstalled(side, next.epoch(), next.generation()));
    }

    /** This client may send that many bytes of early data, until its next keys. */
    void beginEarlyData(long most) {
        earlyRoom = most;
    }

    /** How many bytes of early data may still be sent. */
    long earlyRoom() {
        return epoch() == Epoch.EARLY_DATA && !closed && !writer.needsKeyUpdate() ? earlyRoom : 0;
    }

    /** Seals early data, after what is pending, as far as the ticket and the key's limit allow. */
    int sealEarly(ByteBuffer plaintext, ByteBuffer wire) {
        take(wire);
        int start = plaintext.position();
        while (plaintext.hasRemaining() && outbox.isEmpty() && !forgotten) {
            //= R5.5-2
            int most = (int) Math.min(Math.min(earlyRoom(), RecordLimits.PLAINTEXT), plaintext.remaining());
            ByteBuffer part = plaintext.slice(plaintext.position(), most);
            int written = most == 0 ? 0 : writer.write(ContentType.APPLICATION_DATA, part, wire);
            if (written == 0) {
                break;
            }
            plaintext.position(plaintext.position() + written);
            earlyRoom -= written;
        }
        return plaintext.position() - start;
    }

    /** The server does not take early data: what comes next goes in plaintext, or under keys that are installed then. */
    void dropEarlyKeys() {
        if (epoch() == Epoch.EARLY_DATA) {
            outbox.flushHandshake();
            writer.uninstall();
            recorder.record(new Event.KeysDiscarded(side, Epoch.EARLY_DATA, 0));
            destroySecret();
        }
    }

    /** This server may send before the client's Finished came: it took the client's early data. */
    void permitHalfRtt() {
        halfRtt = true;
    }

    boolean isHalfRttPermitted() {
        return halfRtt;
    }

    /**
     * Seals application data, after what is pending.
     *
     * @throws dev.limpid.alert.ViolationException if the last key is spent; {@code wire} is as it was then
     */
    int seal(ByteBuffer plaintext, ByteBuffer wire) {
        int before = wire.position();
        take(wire);
        int start = plaintext.position();
        while (plaintext.hasRemaining() && outbox.isEmpty() && !forgotten) {
            if (writer.needsKeyUpdate()) {
                renew();
                outbox.take(wire);
            } else if (writer.isSpent() && wire.position() > before) {
                break;
            } else {
                writer.write(ContentType.APPLICATION_DATA, plaintext, wire);
                // It wrote as many whole records as there is room for: another call would add the stump of one.
                if (!writer.needsKeyUpdate()) {
                    break;
                }
            }
        }
        return plaintext.position() - start;
    }

    int take(ByteBuffer wire) {
        discharge();
        return outbox.take(wire);
    }

    boolean hasOutput() {
        return !outbox.isEmpty() || alertOwed != null || ((keyUpdateOwed || !flightsOwed.isEmpty()) && !closed);
    }

    /**
     * Sends KeyUpdate and moves on to the next keys (section 4.7.3).
     *
     * @param requestPeer whether the peer is to do the same; it is not asked again before its own KeyUpdate
     * @throws IllegalStateException after the last key
     */
    void updateKeys(boolean requestPeer) {
        if (requestPeer) {
            // An answer that is owed asks for nothing, so it is another KeyUpdate
            discharge();
        }
        //= R4.7.3-9
        if (!hasNextKeys()) {
            throw new IllegalStateException("no more key updates are possible on this connection");
        }
        //= R4.7.3-6
        boolean request = requestPeer && !answerAwaited;
        moveOn(request);
        if (request) {
            // Only now: what has come before, from the reading thread, was no answer to this
            answerAwaited = true;
        }
    }

    boolean isAnswerAwaited() {
        return answerAwaited;
    }

    /** A CertificateRequest after the handshake. */
    void request(CertificateRequest request) {
        prepare();
        send(request, HandshakeCodec.encode(request));
    }

    /** Whatever is to be sent after the handshake comes behind what is owed, and under keys that are good for it. */
    void prepare() {
        discharge();
        renew();
    }

    /** close_notify: nothing comes after it, unless the reading thread has just ended it all. */
    void close() {
        discharge();
        if (!forgotten) {
            sendAlert(Alert.CLOSE_NOTIFY);
            forgetKeys();
        }
        closed = true;
    }

    /** As {@link #close}, but the handshake was not complete, so user_canceled says that nothing is wrong (section 6.1). */
    void cancel() {
        //= R6.1-3
        sendAlert(Alert.of(AlertDescription.USER_CANCELED));
        close();
    }

    boolean isClosed() {
        return closed;
    }

    /** For the test of the last key. */
    TrafficSecret secret() {
        return Objects.requireNonNull(secret);
    }

    /**
     * From the reading thread: the connection has failed; {@code lastWord} tells the peer why, if it is to be told. Nothing comes
     * after close_notify, though.
     */
    void end(Optional<Alert> lastWord) {
        alertOwed = closed ? null : lastWord.orElse(null);
        closed = true;
        keyUpdateOwed = false;
        ended = true;
    }

    /** From the reading thread: a KeyUpdate has to go before the next data; many requests make one answer. */
    void oweKeyUpdate() {
        //= R4.7.3-5
        keyUpdateOwed = true;
    }

    /** From the reading thread: an authentication has to go, and a Finished after it. */
    void oweFlight(List<HandshakeMessage> messages, Bytes transcriptHash) {
        synchronized (this) {
            List<OwedFlight> more = new ArrayList<>(flightsOwed);
            more.add(new OwedFlight(messages, transcriptHash));
            flightsOwed = List.copyOf(more);
        }
    }

    private synchronized List<OwedFlight> takeFlights() {
        List<OwedFlight> taken = flightsOwed;
        flightsOwed = List.of();
        return taken;
    }

    /** How many of those are still to go. From the reading thread. */
    int flightsOwed() {
        return flightsOwed.size();
    }

    /** From the reading thread: the peer updated its keys, so that it may be asked again. */
    void answered() {
        answerAwaited = false;
    }

    /** Sends what the reading thread owes the peer. */
    void discharge() {
        if (ended) {
            forget();
        } else if (!closed) {
            if (keyUpdateOwed) {
                keyUpdateOwed = false;
                answer();
            }
            if (!flightsOwed.isEmpty()) {
                takeFlights().forEach(this::sendWithFinished);
            }
        }
    }

    /** The last word, if one is owed; the keys are of no more use after it. */
    private void forget() {
        Alert alert = alertOwed;
        alertOwed = null;
        // Once forgotten, close_notify or another alert has gone: the other thread could not know that yet.
        if (!forgotten) {
            if (alert != null) {
                sendAlert(alert);
            }
            outbox.flushHandshake();
            forgetKeys();
        }
    }

    private void forgetKeys() {
        writer.destroy();
        destroySecret();
        forgotten = true;
    }

    /** Nothing comes between: what is pending has gone before, and everything else waits for this thread. */
    private void sendWithFinished(OwedFlight flight) {
        renew();
        //= R4.7.2-5
        for (HandshakeMessage message : flight.messages()) {
            send(message, HandshakeCodec.encode(message));
        }
        Finished finished = new Finished(Objects.requireNonNull(secret).finishedMac(flight.transcriptHash()));
        send(finished, HandshakeCodec.encode(finished));
    }

    private void answer() {
        //= R4.7.3-11
        if (hasNextKeys()) {
            moveOn(false);
        }
    }

    /** The next keys in good time, if there are any. */
    private void renew() {
        //= R5.5-1
        if (writer.needsKeyUpdate()) {
            moveOn(false);
        }
    }

    private boolean hasNextKeys() {
        return Objects.requireNonNull(secret).generation() < LAST_GENERATION;
    }

    /** KeyUpdate under the old keys; then the next. */
    private void moveOn(boolean request) {
        keyUpdateOwed = false;
        KeyUpdate update = new KeyUpdate(request);
        //= R4.7.3-7
        send(update, HandshakeCodec.encode(update));
        //= R4.7.3-2
        TrafficSecret next = Objects.requireNonNull(secret).next();
        install(next, Objects.requireNonNull(suite));
        recorder.record(new Event.KeyUpdated(side, next.generation(), request));
    }

    private void sendAlert(Alert alert) {
        //= R5.1-10
        outbox.addAlert(alert);
        recorder.record(new Event.AlertSeen(side, alert, writer.isProtected(), false));
    }

    private void destroySecret() {
        TrafficSecret last = secret;
        if (last != null) {
            last.destroy();
            secret = null;
        }
    }

    private Epoch epoch() {
        TrafficSecret current = secret;
        return current == null ? Epoch.INITIAL : current.epoch();
    }
}
