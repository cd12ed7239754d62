// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.Limits;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.handshake.FinishedChecked;
import dev.limpid.handshake.Handshake;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeJoiner;
import dev.limpid.message.RawMessage;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordLimits;
import dev.limpid.record.RecordReader;
import dev.limpid.record.RecordSizes;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes from the peer: records to messages, alerts and data, each only where section 5 allows it. One thread's. */
final class ReadHalf {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int TAG_AND_TYPE = 17;
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.of((byte) 1);

    private final Recorder recorder;
    private final Side peer;
    private final RecordReader reader;
    private final HandshakeJoiner joiner;
    private final Flood flood;
    private @Nullable Handshake handshake;
    private @Nullable TrafficSecret secret;
    private @Nullable CipherSuite suite;
    private boolean helloSeen;
    private boolean established;
    private boolean recovering;
    private volatile boolean confirmed;
    private long earlyLeft;
    private boolean skipping;
    private long skipLeft;
    private volatile Epoch dataEpoch = Epoch.APPLICATION;
    private volatile boolean closed;
    private boolean destroyed;

    ReadHalf(TlsConfig config, Recorder recorder) {
        Limits limits = config.limits();
        this.recorder = recorder;
        this.peer = recorder.role().peer();
        this.reader = new RecordReader(config.crypto(), recorder, this::admitData);
        this.joiner = new HandshakeJoiner(limits.messageLength());
        this.flood = new Flood(limits);
        this.helloSeen = peer == Side.SERVER;
        //= R4.3.2-4
        if (config instanceof ServerConfig server && server.statelessRetry().isPresent()) {
            // The first ClientHello may have gone to another connection; what followed it there may come here.
            helloSeen = true;
            skipEarlyData(server.mostSkipped());
        }
    }

    void begin(Handshake driver) {
        handshake = driver;
    }

    /** Reads records until one yields application data or none is whole; returns the bytes put into {@code plaintext}. */
    int open(ByteBuffer wire, ByteBuffer plaintext) {
        while (!closed) {
            if (waits()) {
                return 0;
            }
            int start = plaintext.position();
            switch (reader.read(wire, mayTakeData() ? plaintext : NOTHING)) {
                case NEEDS_INPUT -> {
                    return 0;
                }
                case APPLICATION_DATA -> {
                    if (reader.contentLength() > 0) {
                        return plaintext.position() - start;
                    }
                }
                case CONTENT -> {
                    endSkipping();
                    take();
                }
                case WITHOUT_KEYS, UNDECRYPTABLE -> skip();
            }
        }
        //= R6.1-1
        wire.position(wire.limit());
        return 0;
    }

    /** Moves kept application data into {@code plaintext}. */
    int drain(ByteBuffer plaintext) {
        return reader.drain(plaintext);
    }

    boolean hasKept() {
        return kept() > 0;
    }

    int kept() {
        return reader.pending();
    }

    /** Whether the peer's close_notify came. */
    boolean isClosed() {
        return closed;
    }

    void install(TrafficSecret next, CipherSuite nextSuite) {
        //= R5.1-6
        joiner.requireAligned();
        //= R5.5-3
        reader.install(next.keys(nextSuite), next.epoch());
        TrafficSecret former = secret;
        if (former != null) {
            recorder.record(new Event.KeysDiscarded(peer, former.epoch(), former.generation()));
            former.destroy();
        }
        secret = next;
        suite = nextSuite;
        recorder.record(new Event.KeysInstalled(peer, next.epoch(), next.generation()));
    }

    void limit(RecordSizes agreed) {
        reader.limit(agreed);
    }

    /** The server takes early data: that many bytes at most. */
    void beginEarlyData(long most) {
        earlyLeft = most;
    }

    /** The server does not take early data: so much of it is skipped, until the client's next message comes. */
    void skipEarlyData(long most) {
        skipping = true;
        skipLeft = most;
        reader.allowUndecryptable(reader.isProtected());
    }

    /** Which keys protected the application data that came last. */
    Epoch dataEpoch() {
        return dataEpoch;
    }

    void establish() {
        established = true;
    }

    /** The server has this client's Finished. Told once. */
    void confirm(HandshakeType by) {
        if (!confirmed) {
            confirmed = true;
            recorder.record(new Event.PeerConfirmed(by));
        }
    }

    /** Whether {@link #confirm} came. From any thread. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** The requests that wait for an answer. From any thread. */
    List<Request<?>> requests() {
        return driver().requests();
    }

    /** @throws IllegalStateException if {@code request} does not wait for an answer */
    void requireOpen(Request<?> request) {
        driver().requireOpen(request);
    }

    /** Goes on with an answer, and with the messages that came meanwhile. */
    <A> void answer(Request<A> request, A answer) {
        driver().answer(request, answer);
        takeMessages();
    }

    /** The peer's KeyUpdate came (section 4.7.3). */
    void updateKeys(boolean requested) {
        flood.keyUpdate();
        //= R4.7.3-3
        //= R4.7.3-8
        //= R4.7.3-10
        TrafficSecret next = Objects.requireNonNull(secret).next();
        install(next, Objects.requireNonNull(suite));
        recorder.record(new Event.KeyUpdated(peer, next.generation(), requested));
    }

    /** For the test of the last key. */
    TrafficSecret secret() {
        return Objects.requireNonNull(secret);
    }

    void certificateRequest() {
        flood.certificateRequest();
    }

    /** Checks a Finished under the peer's keys of now. */
    FinishedChecked checkFinished(Finished finished, Bytes transcriptHash) {
        return FinishedChecked.of(finished, Objects.requireNonNull(secret), transcriptHash);
    }

    void ticket() {
        flood.ticket();
    }

    /** An alert that comes from now on was found after the transport had failed. */
    void recover() {
        recovering = true;
    }

    /** Nothing may come for long: what can be made anew is let go. */
    void rest() {
        TrafficSecret current = secret;
        if (current != null) {
            current.rest();
        }
    }

    /** The connection is over: nothing more is read, and every secret is forgotten; what was kept is still delivered. */
    void destroy() {
        if (destroyed) {
            return;
        }
        destroyed = true;
        close();
        Handshake driver = handshake;
        if (driver != null) {
            driver.destroy();
        }
    }

    private void close() {
        closed = true;
        reader.destroy();
        TrafficSecret last = secret;
        if (last != null) {
            last.destroy();
        }
    }

    private void take() {
        ContentType type = reader.type();
        checkNotInterleaved(type);
        if (type.equals(ContentType.HANDSHAKE)) {
            takeHandshake();
        } else if (type.equals(ContentType.ALERT)) {
            takeAlert();
        } else {
            takeChangeCipherSpec();
        }
    }

    /** Whether a record of application data may come now; if so it counts. */
    private void admitData(int length) {
        checkNotInterleaved(ContentType.APPLICATION_DATA);
        if (!mayTakeData()) {
            throw new ViolationException(Violation.EARLY_APPLICATION_DATA, "before Finished");
        }
        //= R4.7.2-5
        if (driver().isInFlight()) {
            throw new ViolationException(Violation.INTERRUPTED_AUTHENTICATION);
        }
        if (!established) {
            countEarly(length);
        }
        flood.data(length);
        dataEpoch = reader.epoch();
    }

    private boolean mayTakeData() {
        return established || reader.epoch() == Epoch.EARLY_DATA;
    }

    private void countEarly(int length) {
        //= R4.7.1-17
        earlyLeft -= length;
        if (earlyLeft < 0) {
            throw new ViolationException(Violation.TOO_MUCH_EARLY_DATA, "accepted");
        }
    }

    /** A record of early data that was rejected; all that can be seen of it is its length. */
    private void skip() {
        if (!skipping) {
            throw new ViolationException(Violation.EARLY_APPLICATION_DATA, "in plaintext");
        }
        //= R4.3.10-10
        skipLeft -= Math.max(1, reader.wireLength() - RecordLimits.HEADER - TAG_AND_TYPE);
        if (skipLeft < 0) {
            throw new ViolationException(Violation.TOO_MUCH_EARLY_DATA, "rejected");
        }
    }

    /** The client's next message is here; change_cipher_spec is none, and comes before the early data. */
    private void endSkipping() {
        if (reader.wasProtected() || reader.type().equals(ContentType.HANDSHAKE)) {
            skipping = false;
            reader.allowUndecryptable(false);
        }
    }

    private void checkNotInterleaved(ContentType type) {
        //= R5.1-3
        //= R5.1-4
        if (!type.equals(ContentType.HANDSHAKE) && !joiner.isAligned()) {
            throw new ViolationException(Violation.INTERLEAVED_MESSAGE, type.toString());
        }
    }

    private void takeHandshake() {
        joiner.add(reader.content());
        takeMessages();
    }

    /** Messages behind one that raised a question wait for its answer. */
    private void takeMessages() {
        while (!waits()) {
            Optional<RawMessage> next = joiner.next();
            if (next.isEmpty()) {
                return;
            }
            helloSeen = true;
            driver().receive(epoch(), next.get(), joiner.isAligned());
        }
    }

    private boolean waits() {
        return driver().isWaiting();
    }

    private Handshake driver() {
        return Objects.requireNonNull(handshake);
    }

    private void takeAlert() {
        //= R5.1-10
        Alert alert = decodeAlert();
        boolean isProtected = reader.wasProtected();
        recorder.record(new Event.AlertSeen(peer, alert, isProtected, recovering));
        boolean closing = alert.description().equals(AlertDescription.CLOSE_NOTIFY);
        //= R6-2
        if (alert.isError() || (closing && !established)) {
            throw new PeerAlertException(alert);
        }
        if (closing) {
            close();
        } else {
            //= R6.1-4
            flood.warning();
        }
    }

    private Alert decodeAlert() {
        if (reader.content().length() != 2) {
            throw new ViolationException(
                    Violation.MALFORMED_ALERT, reader.content().length() + " bytes");
        }
        return Alert.decode(reader.content());
    }

    private void takeChangeCipherSpec() {
        //= R5-2
        if (!reader.content().equals(CHANGE_CIPHER_SPEC)) {
            throw new ViolationException(Violation.BAD_CHANGE_CIPHER_SPEC);
        }
        //= R5-3
        if (!helloSeen || established) {
            throw new ViolationException(Violation.MISPLACED_CHANGE_CIPHER_SPEC);
        }
        //= R5-1
        flood.changeCipherSpec();
        recorder.record(new Event.ChangeCipherSpecSeen(peer));
    }

    private Epoch epoch() {
        TrafficSecret current = secret;
        return current == null ? Epoch.INITIAL : current.epoch();
    }
}
