// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.KeyLifetime;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.config.RecordRamp;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's outgoing records (RFC 9846 section 5): cuts what it is given into fragments, protects them once there are keys,
 * and writes them into the caller's buffer. On the way of application data through buffers with arrays nothing is copied but
 * the last few bytes, and nothing is allocated. Source and destination must not overlap. Not thread-safe.
 */
public final class RecordWriter {
    /** The record that means nothing (appendix E.4); never protected. */
    public static final Bytes CHANGE_CIPHER_SPEC = Bytes.ofHex("140303000101");

    //= RE.5-10
    private static final int COMPATIBLE_VERSION = 0x0301;
    private static final int VERSION = 0x0303;
    private static final int ALERT_LENGTH = 2;

    private final CryptoProvider crypto;
    private final Recorder recorder;
    private final RecordLimits limits;
    private final PaddingPolicy padding;
    private final byte[] header = new byte[RecordLimits.HEADER];
    private byte[] tail = new byte[1];
    private RecordSizes sizes = RecordSizes.STANDARD;
    private @Nullable Ramp ramp;
    private Epoch epoch = Epoch.INITIAL;
    private KeyLifetime lifetime = KeyLifetime.LONGEST;
    private long mostRecords = Long.MAX_VALUE;
    private long dataLeft = Long.MAX_VALUE;
    private boolean last;
    private @Nullable RecordProtection protection;

    /** A writer of plaintext records, until {@link #install}. */
    public RecordWriter(CryptoProvider crypto, Recorder recorder, RecordLimits limits, PaddingPolicy padding) {
        this.crypto = crypto;
        this.recorder = recorder;
        this.limits = limits;
        this.padding = padding;
    }

    /** Sends application data in short records first, by that clock. */
    public void ramp(RecordRamp shape, TimeSource time) {
        ramp = new Ramp(shape, time);
    }

    /** Wants a KeyUpdate after so much, and not only ahead of the limits of section 5.5. */
    public void lifetime(KeyLifetime keys) {
        lifetime = keys;
    }

    /** Keeps to what was agreed on, from the next record on. */
    public void limit(RecordSizes agreed) {
        sizes = agreed;
    }

    /** Protects all further records under {@code keys}, which are destroyed, as are the keys before them. */
    public void install(TrafficKeys keys, Epoch newEpoch) {
        RecordProtection former = protection;
        mostRecords = limits.recordsUnder(keys.suite());
        protection = former == null ? RecordProtection.of(crypto, keys) : former.next(keys);
        epoch = newEpoch;
        dataLeft = lifetime.bytes();
    }

    /** There are no keys after those of now, so they serve to their limit. */
    public void lastKeys() {
        last = true;
    }

    /** Goes back to plaintext, where early data was not wanted and a second ClientHello comes next; the keys are destroyed. */
    public void uninstall() {
        destroy();
        protection = null;
        mostRecords = Long.MAX_VALUE;
        epoch = Epoch.INITIAL;
    }

    /** Whether keys are installed. */
    public boolean isProtected() {
        return protection != null;
    }

    /** Which epoch's keys protect now. */
    public Epoch epoch() {
        return epoch;
    }

    /** Whether the key is near its limit, or as old as it is to get: time for a KeyUpdate (section 5.5). */
    public boolean needsKeyUpdate() {
        RecordProtection current = protection;
        return current != null
                && !last
                && (hasSealed(current, RecordLimits.updateFrom(mostRecords)) || isAged(current));
    }

    /** Whether the key may protect nothing more but an alert. */
    public boolean isSpent() {
        RecordProtection current = protection;
        return current != null && hasSealed(current, mostRecords - 1);
    }

    /** The bytes that messages of that length take on the wire, all their records with headers, padding and tags included. */
    public long wireLength(ContentType type, int payload) {
        int most = most(type);
        int full = payload / most;
        int rest = payload % most;
        return full * (long) recordLength(type, most) + (rest == 0 ? 0 : recordLength(type, rest));
    }

    /**
     * Writes the initial ClientHello: the same as {@link #write}, under a version that old middleboxes know.
     *
     * @return the bytes of {@code source} taken
     */
    public int writeInitialClientHello(ByteBuffer source, ByteBuffer destination) {
        //= RE.5-5
        //= R5.1-17
        return writeAll(ContentType.HANDSHAKE, COMPATIBLE_VERSION, source, destination);
    }

    /**
     * Writes records with as much of {@code source} as {@code destination} has room for. Records are as long as they may be,
     * except the last, and a sole one that has less room. An alert is written whole or not at all. Application data stops behind
     * the record that makes a KeyUpdate due, or that was the last one of its key.
     *
     * @return the bytes of {@code source} taken; 0 if there is no room for a record, or nothing to take
     * @throws IllegalStateException if this is application data and there are no keys yet
     * @throws ViolationException if the key has reached its limit (KEY_USAGE_EXCEEDED); the last record is kept for an alert
     */
    public int write(ContentType type, ByteBuffer source, ByteBuffer destination) {
        //= R5-4
        //= R5.1-8
        //= R5.1-13
        return writeAll(type, VERSION, source, destination);
    }

    /**
     * Writes one record of application data without any, but with the padding that the policy wants for it: cover traffic.
     *
     * @return whether there was room
     */
    public boolean writeEmpty(ByteBuffer destination) {
        //= R5.1-11
        if (destination.remaining() < recordLength(ContentType.APPLICATION_DATA, 0)) {
            return false;
        }
        writeRecord(ContentType.APPLICATION_DATA, VERSION, ByteBuffer.allocate(0), 0, destination);
        return true;
    }

    /** Writes a change_cipher_spec record. @return whether there was room */
    public boolean writeChangeCipherSpec(ByteBuffer destination) {
        if (destination.remaining() < CHANGE_CIPHER_SPEC.length()) {
            return false;
        }
        destination.put(CHANGE_CIPHER_SPEC.toBuffer());
        if (recorder.wantsRecords()) {
            recorder.record(new Event.RecordSeen(
                    recorder.role(), ContentType.CHANGE_CIPHER_SPEC, Epoch.INITIAL, CHANGE_CIPHER_SPEC.length(), 1));
        }
        return true;
    }

    /** Forgets the keys. Does nothing the second time. */
    public void destroy() {
        RecordProtection current = protection;
        if (current != null) {
            current.destroy();
        }
    }

    private int writeAll(ContentType type, int version, ByteBuffer source, ByteBuffer destination) {
        int start = source.position();
        boolean first = true;
        beginRamp(type);
        while (source.hasRemaining() && (first || !mustWait(type))) {
            int length = fragment(type, source.remaining());
            if (destination.remaining() < recordLength(type, length)) {
                length = first ? fitting(type, destination.remaining()) : 0;
            }
            if (length == 0) {
                break;
            }
            writeRecord(type, version, source, length, destination);
            first = false;
            if (type.equals(ContentType.APPLICATION_DATA) && (needsKeyUpdate() || isSpent())) {
                break;
            }
        }
        return source.position() - start;
    }

    /** Data goes on under the next key before this one's last records, which are kept for what must be said under it. */
    private boolean mustWait(ContentType type) {
        //= R5.5-1
        return type.equals(ContentType.APPLICATION_DATA) && needsKeyUpdate();
    }

    /** An alert is never cut, however short fragments are to be. */
    private int fragment(ContentType type, int remaining) {
        //= R5.1-9
        return type.equals(ContentType.ALERT) ? remaining : Math.min(remaining, most(type));
    }

    private int most(ContentType type) {
        boolean limited = isProtected() || sizes.fragments();
        int most = limited ? Math.min(limits.fragment(), sizes.sent()) : limits.fragment();
        Ramp current = ramp;
        return current != null && type.equals(ContentType.APPLICATION_DATA) ? Math.min(most, current.most()) : most;
    }

    private void beginRamp(ContentType type) {
        Ramp current = ramp;
        if (current != null && type.equals(ContentType.APPLICATION_DATA)) {
            current.begin();
        }
    }

    /** A length of content that fits into {@code room}, the greatest unless padding gets in the way; or 0. */
    private int fitting(ContentType type, int room) {
        //= R5.1-9
        if (type.equals(ContentType.ALERT)) {
            return 0;
        }
        int length = Math.min(room - overhead(), most(type));
        while (length > 0 && recordLength(type, length) > room) {
            length -= Math.min(length, recordLength(type, length) - room);
        }
        return Math.max(length, 0);
    }

    private void writeRecord(ContentType type, int version, ByteBuffer source, int length, ByteBuffer destination) {
        //= R5.1-9
        if (type.equals(ContentType.ALERT) && length != ALERT_LENGTH) {
            throw new IllegalArgumentException("an alert is two bytes, in a record of its own");
        }
        RecordProtection current = protection;
        int written = current == null
                ? writePlain(type, version, source, length, destination)
                : writeSealed(current, type, source, length, destination);
        Ramp slope = ramp;
        if (slope != null && type.equals(ContentType.APPLICATION_DATA)) {
            slope.sent(length);
        }
        if (recorder.wantsRecords()) {
            recorder.record(new Event.RecordSeen(recorder.role(), type, epoch, written, length));
        }
    }

    private int writePlain(ContentType type, int version, ByteBuffer source, int length, ByteBuffer destination) {
        //= R5.1-18
        if (type.equals(ContentType.APPLICATION_DATA)) {
            throw new IllegalStateException("application data is never sent in plaintext");
        }
        destination.put(header(type, version, length));
        destination.put(destination.position(), source, source.position(), length);
        destination.position(destination.position() + length);
        source.position(source.position() + length);
        return RecordLimits.HEADER + length;
    }

    private int writeSealed(
            RecordProtection current, ContentType type, ByteBuffer source, int length, ByteBuffer destination) {
        checkUsage(current, type);
        int padded = paddingOf(type, length);
        int sealed = length + 1 + padded + current.tagLength();
        //= R5.2-1
        header(ContentType.APPLICATION_DATA, VERSION, sealed);
        byte[] content = source.hasArray() ? source.array() : Scratch.take();
        int at = source.hasArray() ? source.arrayOffset() + source.position() : 0;
        if (!source.hasArray()) {
            source.get(source.position(), content, 0, length);
        }
        byte[] out = destination.hasArray() ? destination.array() : Scratch.take();
        int outAt = destination.hasArray() ? destination.arrayOffset() + destination.position() : 0;
        System.arraycopy(header, 0, out, outAt, RecordLimits.HEADER);
        current.seal(header, content, at, length, tail(type, padded), 1 + padded, out, outAt + RecordLimits.HEADER);
        int record = RecordLimits.HEADER + sealed;
        if (destination.hasArray()) {
            destination.position(destination.position() + record);
        } else {
            destination.put(out, 0, record);
            Scratch.give(out, 0);
        }
        if (!source.hasArray()) {
            Scratch.give(content, length);
        }
        source.position(source.position() + length);
        if (type.equals(ContentType.APPLICATION_DATA)) {
            dataLeft -= length;
        }
        return record;
    }

    /** One record under each key is kept for the alert that says why the connection ends. */
    private void checkUsage(RecordProtection current, ContentType type) {
        //= R5.5-1
        //= R5.5-2
        long most = type.equals(ContentType.ALERT) ? mostRecords : mostRecords - 1;
        if (hasSealed(current, most)) {
            throw new ViolationException(
                    Violation.KEY_USAGE_EXCEEDED, mostRecords + " records under one key of " + current.suite());
        }
    }

    /** Only application traffic keys have others after them. */
    private boolean isAged(RecordProtection current) {
        return epoch == Epoch.APPLICATION && (dataLeft <= 0 || hasSealed(current, lifetime.records()));
    }

    private static boolean hasSealed(RecordProtection current, long records) {
        return Long.compareUnsigned(current.sequence(), records) >= 0;
    }

    private int recordLength(ContentType type, int length) {
        return overhead() + length + (isProtected() ? paddingOf(type, length) : 0);
    }

    /** What a record takes above its content and padding. */
    private int overhead() {
        RecordProtection current = protection;
        return RecordLimits.HEADER + (current == null ? 0 : 1 + current.tagLength());
    }

    private int paddingOf(ContentType type, int length) {
        //= R5.4-6
        int room = Math.max(0, most(type) - length);
        return Math.clamp(padding.paddingFor(type, length), 0, room);
    }

    private byte[] header(ContentType type, int version, int length) {
        header[0] = (byte) type.code();
        header[1] = (byte) (version >>> 8);
        header[2] = (byte) version;
        header[3] = (byte) (length >>> 8);
        header[4] = (byte) length;
        return header;
    }

    /** The content type and the zeros after it. */
    private byte[] tail(ContentType type, int padded) {
        //= R5.4-2
        if (tail.length < 1 + padded) {
            tail = new byte[1 + padded];
        }
        tail[0] = (byte) type.code();
        return tail;
    }
}
