// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a connection's events pass: stamps them, tells the observer, keeps the report. After the handshake two
 * threads may use it at once (one reads, one writes), so it locks; an observer that throws is not called again.
 */
public final class Recorder {
    private final Side role;
    private final TimeSource time;
    private final long origin;
    private final @Nullable SecretAccess access;
    private final BoundedEvents kept =
            new BoundedEvents(HandshakeReport.HEAD, HandshakeReport.TAIL, HandshakeReport.MESSAGES);
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Observer observer;
    private volatile boolean restless;

    /** @param access opens secrets to its holder; null keeps them shut */
    public Recorder(Side role, TimeSource time, Observer observer, @Nullable SecretAccess access) {
        this.role = role;
        this.time = time;
        this.origin = time.nanoTime();
        this.observer = observer;
        this.access = access;
    }

    /** A recorder that tells nobody: for derivations outside a connection. */
    public static Recorder none() {
        return new Recorder(Side.CLIENT, FrozenTime.EPOCH, Observer.NONE, null);
    }

    /** Whose connection it is. */
    public Side role() {
        return role;
    }

    /** Whether somebody listens who wants to know how the keys come about; what only that needs isn't computed otherwise. */
    public boolean wantsKeySchedule() {
        Observer listening = observer;
        return !listening.equals(Observer.NONE) && listening.wantsKeySchedule();
    }

    /** Whether the listener wants an event for each record. */
    public boolean wantsRecords() {
        return observer.wantsRecords();
    }

    /** Something happened. */
    public void record(Event event) {
        record(event, Bytes.EMPTY);
    }

    /**
     * Something happened.
     *
     * @param raw of a message, as it went over the wire, header included; empty if that is not known
     */
    public void record(Event event, Bytes raw) {
        lock.lock();
        try {
            long nanos = time.nanoTime() - origin;
            if (!(event instanceof Event.RecordSeen)) {
                kept.add(new HandshakeReport.Entry(nanos, event), raw);
                restless = true;
            }
            tell(nanos, event);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A secret was derived; does nothing unless somebody wants to know.
     *
     * @param parents what it was derived from
     * @param generation N of application traffic secret N, otherwise 0
     * @param label the label of Derive-Secret or HKDF-Expand-Label without "tls13 "; empty for an extraction
     * @param transcriptHash the hash that went into it; empty if none did
     * @param guessable whether somebody could guess it (an external PSK without key exchange): no fingerprint then
     */
    public void derived(
            SecretKind kind,
            List<SecretKind> parents,
            long generation,
            String label,
            Bytes transcriptHash,
            byte[] secret,
            boolean guessable) {
        if (!wantsKeySchedule()) {
            return;
        }
        SecretView view = new SecretView(kind, secret, guessable, access);
        try {
            record(new Event.SecretDerived(kind, parents, generation, label, transcriptHash, view));
        } finally {
            view.close();
        }
    }

    /**
     * Nothing may happen for long: what the report has is kept in as little memory as it takes. Cheap if nothing has happened.
     *
     * @return whether anything had
     */
    public boolean rest() {
        if (!restless) {
            return false;
        }
        lock.lock();
        try {
            restless = false;
            kept.pack();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The report leaves out all so far. */
    public void forget() {
        lock.lock();
        try {
            kept.forget();
        } finally {
            lock.unlock();
        }
    }

    /** All so far, as a value. */
    public HandshakeReport report() {
        lock.lock();
        try {
            return new HandshakeReport(role, kept.entries(), kept.omitted(), kept.beforeGap());
        } finally {
            lock.unlock();
        }
    }

    private void tell(long nanos, Event event) {
        try {
            observer.on(nanos, event);
        } catch (RuntimeException e) {
            observer = Observer.NONE;
        }
    }
}
