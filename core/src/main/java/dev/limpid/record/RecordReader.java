// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's incoming records (RFC 9846 section 5), one at a time from the caller's buffer, where partial ones stay.
 * Application data goes straight into the caller's destination, if that has an array of its own with room for the content, one byte of
 * type and the padding; otherwise through a lent array. Nothing is allocated on that way. Not thread-safe.
 *
 * <p>Whether a record is allowed now is its owner's business, but for one rule: once there are keys, only change_cipher_spec
 * still comes in plaintext.
 */
public final class RecordReader {
    private static final byte[] NOTHING = {};

    private final CryptoProvider crypto;
    private final Recorder recorder;
    private final IntConsumer admission;
    private final byte[] header = new byte[RecordLimits.HEADER];
    private Epoch epoch = Epoch.INITIAL;
    private @Nullable RecordProtection protection;
    private boolean undecryptableAllowed;
    private boolean wasProtected;
    private boolean anyOpened;
    private RecordSizes sizes = RecordSizes.STANDARD;
    private int longestInner;
    private int longestContent;

    private ContentType type = ContentType.HANDSHAKE;
    private Bytes content = Bytes.EMPTY;
    private int contentLength;
    private int wireLength;

    // Application data that did not fit the caller's buffer.
    private byte[] pending = NOTHING;
    private int pendingFrom;
    private int pendingTo;

    /** What {@link #read} found. */
    public enum Outcome {
        /** No whole record; {@link #needed} tells how much is missing. */
        NEEDS_INPUT,
        /** Application data: written to the destination as far as it had room; the rest is {@link #pending()}. */
        APPLICATION_DATA,
        /** Anything else: {@link #type()} and {@link #content()}. */
        CONTENT,
        /** A record of type application_data though there are no keys; it was skipped. */
        WITHOUT_KEYS,
        /** A record that does not open, where that is allowed; it was skipped. */
        UNDECRYPTABLE
    }

    /** A reader of plaintext records, until {@link #install}, that gives whatever application data comes. */
    public RecordReader(CryptoProvider crypto, Recorder recorder) {
        this(crypto, recorder, length -> {});
    }

    /**
     * As {@link #RecordReader(CryptoProvider, Recorder)}, but somebody decides what may come.
     *
     * @param admission is told the length of each record's application data before anybody gets a byte of it, and may refuse it
     *     with a {@link ViolationException}
     */
    public RecordReader(CryptoProvider crypto, Recorder recorder, IntConsumer admission) {
        this.crypto = crypto;
        this.recorder = recorder;
        this.admission = admission;
    }

    /**
     * Holds the peer to what was agreed on. It had to keep to it from the first record under handshake keys, one of which brought
     * the agreement.
     *
     * @throws ViolationException if a record under the keys of now was longer
     */
    public void limit(RecordSizes agreed) {
        sizes = agreed;
        if (epoch == Epoch.HANDSHAKE) {
            sizes.checkOpened(longestInner, longestContent);
        }
    }

    /** Expects all further records under {@code keys}, which are destroyed, as are the keys before them. */
    public void install(TrafficKeys keys, Epoch newEpoch) {
        RecordProtection former = protection;
        protection = former == null ? RecordProtection.of(crypto, keys) : former.next(keys);
        epoch = newEpoch;
        longestInner = 0;
        longestContent = 0;
    }

    /** Whether keys are installed. */
    public boolean isProtected() {
        return protection != null;
    }

    /** Which epoch's keys open records now. */
    public Epoch epoch() {
        return epoch;
    }

    /** Whether records that do not open are skipped instead of ending the connection: early data that a server rejected. */
    public void allowUndecryptable(boolean allow) {
        undecryptableAllowed = allow;
    }

    /** How many bytes {@code source} lacks for a whole record or, if that isn't known yet, for its header; 0 if it has one. */
    public int needed(ByteBuffer source) {
        int available = source.remaining();
        if (available < RecordLimits.HEADER) {
            return RecordLimits.HEADER - available;
        }
        return Math.max(0, RecordLimits.HEADER + length(source) - available);
    }

    /**
     * Takes the next record, if {@code source} holds a whole one, or else what is {@link #pending()}. On a violation the
     * record is still in {@code source} unless it was opened, and {@code destination} holds nothing of it.
     *
     * @throws ViolationException if the record breaks a rule of section 5
     */
    public Outcome read(ByteBuffer source, ByteBuffer destination) {
        if (pending() > 0) {
            contentLength = drain(destination);
            return Outcome.APPLICATION_DATA;
        }
        content = Bytes.EMPTY;
        contentLength = 0;
        if (source.remaining() < RecordLimits.HEADER) {
            return Outcome.NEEDS_INPUT;
        }
        checkHeader(source);
        if (needed(source) > 0) {
            return Outcome.NEEDS_INPUT;
        }
        wireLength = RecordLimits.HEADER + length(source);
        wasProtected = isSealed(source);
        return wasProtected ? sealed(source, destination) : plain(source);
    }

    /** The content type of the record that was read last. */
    public ContentType type() {
        return type;
    }

    /** The content of the record that was read last, unless that was application data. */
    public Bytes content() {
        return content;
    }

    /** How many bytes of content the last {@link #read} brought, whether to the destination or not. */
    public int contentLength() {
        return contentLength;
    }

    /** How many bytes the record that was read last took on the wire, header included. */
    public int wireLength() {
        return wireLength;
    }

    /** How many bytes of application data wait for room in a destination. */
    public int pending() {
        return pendingTo - pendingFrom;
    }

    /** Whether the record that was read last was protected. */
    public boolean wasProtected() {
        return wasProtected;
    }

    /** Forgets the keys; what is pending can still be drained. Does nothing the second time. */
    public void destroy() {
        RecordProtection current = protection;
        if (current != null) {
            current.destroy();
        }
    }

    /** What can be said before the body is there; so a lie about the length is not waited for. */
    private void checkHeader(ByteBuffer source) {
        //= R5.1-14
        //= RE-1
        //= RE.2-4
        int code = source.get(source.position()) & 0xff;
        //= R5-5
        //= RE.5-6
        if (code < ContentType.CHANGE_CIPHER_SPEC.code() || code > ContentType.APPLICATION_DATA.code()) {
            throw new ViolationException(Violation.UNKNOWN_RECORD_TYPE, "type " + code);
        }
        boolean application = code == ContentType.APPLICATION_DATA.code();
        if (isProtected() && !application && code != ContentType.CHANGE_CIPHER_SPEC.code() && !isEarlyAlert(code)) {
            throw new ViolationException(Violation.PLAINTEXT_AFTER_KEYS, new ContentType(code).toString());
        }
        //= R5.1-16
        //= R5.2-2
        //= R5.2-5
        int most = application ? RecordLimits.CIPHERTEXT : RecordLimits.PLAINTEXT;
        if (length(source) > most) {
            throw new ViolationException(Violation.RECORD_TOO_LONG, length(source) + " bytes");
        }
        if (application && sizesHold()) {
            sizes.checkSealed(length(source), tagLength());
        }
    }

    /** Early data comes before the client can know of a limit, and goes on after it was rejected. */
    private boolean sizesHold() {
        return isProtected() && epoch != Epoch.EARLY_DATA && !undecryptableAllowed;
    }

    /** A client that refuses the ServerHello has no keys yet, so its alert comes in plaintext; once it had keys, it doesn't. */
    private boolean isEarlyAlert(int code) {
        return code == ContentType.ALERT.code()
                && epoch == Epoch.HANDSHAKE
                && recorder.role() == Side.SERVER
                && !anyOpened;
    }

    private Outcome plain(ByteBuffer source) {
        type = new ContentType(source.get(source.position()) & 0xff);
        int length = wireLength - RecordLimits.HEADER;
        if (type.equals(ContentType.APPLICATION_DATA)) {
            source.position(source.position() + wireLength);
            seen(Epoch.INITIAL, 0);
            return Outcome.WITHOUT_KEYS;
        }
        InnerPlaintext.checkNotEmpty(type, length);
        content = Bytes.of(source.slice(source.position() + RecordLimits.HEADER, length));
        contentLength = length;
        source.position(source.position() + wireLength);
        seen(Epoch.INITIAL, length);
        return Outcome.CONTENT;
    }

    private Outcome sealed(ByteBuffer source, ByteBuffer destination) {
        int length = wireLength - RecordLimits.HEADER;
        source.get(source.position(), header);
        if (source.hasArray()) {
            int at = source.arrayOffset() + source.position() + RecordLimits.HEADER;
            source.position(source.position() + wireLength);
            return opened(source.array(), at, length, destination);
        }
        byte[] lent = Scratch.take();
        source.get(source.position() + RecordLimits.HEADER, lent, 0, length);
        source.position(source.position() + wireLength);
        try {
            return opened(lent, 0, length, destination);
        } finally {
            Scratch.give(lent, 0);
        }
    }

    /** Opens from one array into another, never in place, which takes the JDK twice as long. */
    private Outcome opened(byte[] sealed, int offset, int length, ByteBuffer destination) {
        int room = length - tagLength();
        boolean direct = destination.hasArray() && !sharesArray(destination, sealed) && destination.remaining() >= room;
        return direct
                ? openedInto(destination, sealed, offset, length)
                : openedThroughLent(destination, sealed, offset, length);
    }

    private Outcome openedInto(ByteBuffer destination, byte[] sealed, int offset, int length) {
        byte[] out = destination.array();
        int at = destination.arrayOffset() + destination.position();
        int innerLength = 0;
        boolean delivered = false;
        try {
            innerLength = open(sealed, offset, length, out, at);
            if (innerLength < 0) {
                return Outcome.UNDECRYPTABLE;
            }
            Outcome outcome = recognised(out, at, innerLength);
            if (outcome == Outcome.APPLICATION_DATA) {
                out[at + contentLength] = 0;
                destination.position(destination.position() + contentLength);
                delivered = true;
            }
            return outcome;
        } finally {
            if (!delivered && innerLength > 0) {
                Arrays.fill(out, at, at + innerLength, (byte) 0);
            }
        }
    }

    private Outcome openedThroughLent(ByteBuffer destination, byte[] sealed, int offset, int length) {
        byte[] lent = Scratch.take();
        int innerLength = 0;
        boolean kept = false;
        try {
            innerLength = open(sealed, offset, length, lent, 0);
            if (innerLength < 0) {
                return Outcome.UNDECRYPTABLE;
            }
            Outcome outcome = recognised(lent, 0, innerLength);
            if (outcome == Outcome.APPLICATION_DATA) {
                int fits = Math.min(contentLength, destination.remaining());
                destination.put(lent, 0, fits);
                kept = fits < contentLength;
                if (kept) {
                    pending = lent;
                    pendingFrom = fits;
                    pendingTo = contentLength;
                    lent[contentLength] = 0;
                }
            }
            return outcome;
        } finally {
            if (!kept) {
                Scratch.give(lent, Math.max(innerLength, 0));
            }
        }
    }

    /** Sets type and content by the inner plaintext; application data stays where it is. */
    private Outcome recognised(byte[] opened, int at, int innerLength) {
        anyOpened = true;
        int typeIndex = InnerPlaintext.typeIndex(opened, at, innerLength);
        type = InnerPlaintext.type(opened[typeIndex] & 0xff);
        contentLength = typeIndex - at;
        longestInner = Math.max(longestInner, innerLength);
        longestContent = Math.max(longestContent, contentLength);
        if (epoch != Epoch.EARLY_DATA) {
            sizes.checkOpened(innerLength, contentLength);
        }
        InnerPlaintext.checkNotEmpty(type, contentLength);
        seen(epoch, contentLength);
        if (type.equals(ContentType.APPLICATION_DATA)) {
            admission.accept(contentLength);
            return Outcome.APPLICATION_DATA;
        }
        content = Bytes.of(opened, at, contentLength);
        return Outcome.CONTENT;
    }

    /** The length of the inner plaintext, or -1 if the record does not open and need not. */
    private int open(byte[] sealed, int offset, int length, byte[] out, int at) {
        RecordProtection current = protection;
        if (current == null) {
            throw new IllegalStateException("no keys");
        }
        try {
            return current.open(header, sealed, offset, length, out, at);
        } catch (AeadException e) {
            if (undecryptableAllowed) {
                return -1;
            }
            //= R4.3.10-11
            //= R4.3.10-12
            //= R5.2-3
            throw new ViolationException(Violation.BAD_RECORD_MAC, "record " + current.sequence());
        }
    }

    private int tagLength() {
        RecordProtection current = protection;
        return current == null ? 0 : current.tagLength();
    }

    @SuppressWarnings({"ReferenceEquality", "ByteBufferBackingArray"})
    private static boolean sharesArray(ByteBuffer destination, byte[] array) {
        return destination.array() == array;
    }

    /** Moves what is {@link #pending} into {@code destination}; returns the bytes moved. */
    public int drain(ByteBuffer destination) {
        int count = Math.min(pending(), destination.remaining());
        destination.put(pending, pendingFrom, count);
        pendingFrom += count;
        if (pending() == 0) {
            release();
        }
        return count;
    }

    private void release() {
        if (pendingTo > 0) {
            Scratch.give(pending, pendingTo);
            pending = NOTHING;
            pendingFrom = 0;
            pendingTo = 0;
        }
    }

    private boolean isSealed(ByteBuffer source) {
        return isProtected() && source.get(source.position()) == (byte) ContentType.APPLICATION_DATA.code();
    }

    private void seen(Epoch under, int length) {
        if (recorder.wantsRecords()) {
            recorder.record(new Event.RecordSeen(recorder.role().peer(), type, under, wireLength, length));
        }
    }

    private static int length(ByteBuffer source) {
        int at = source.position();
        return (source.get(at + 3) & 0xff) << 8 | source.get(at + 4) & 0xff;
    }
}
