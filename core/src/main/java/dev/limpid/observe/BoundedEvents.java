// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.PackedEvents.Kept;
import dev.limpid.wire.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last of a connection's events, so that neither how it began nor how it ended is lost, however much happened
 * between. What is left out lies in one gap. Not thread-safe.
 */
public final class BoundedEvents {
    private final int first;
    private final int last;
    private final int bytes;
    private List<Kept> head = new ArrayList<>();
    private PackedEvents packed = PackedEvents.NONE;
    private @Nullable ArrayDeque<Entry> tail;
    private boolean headIsFull;
    private int used;
    private int omitted;

    /**
     * Nothing so far.
     *
     * @param first how many events are kept from the beginning, at most
     * @param last how many from the end
     * @param bytes of handshake messages, which are as long as the peer likes, in all that is kept
     */
    public BoundedEvents(int first, int last, int bytes) {
        this.first = first;
        this.last = last;
        this.bytes = bytes;
    }

    /** One more, at the end. */
    public void add(Entry entry) {
        add(entry, Bytes.EMPTY);
    }

    /**
     * One more, at the end.
     *
     * @param raw of a message, as it went over the wire, header included; empty if nobody knows
     */
    public void add(Entry entry, Bytes raw) {
        int length = length(entry);
        headIsFull = headIsFull || beforeGap() == first || length > bytes - used;
        used += length;
        if (headIsFull) {
            addLast(entry);
        } else {
            head.add(new Kept(entry.nanos(), entry.event(), raw));
        }
    }

    /** Nothing may happen for long: what is kept from the beginning is kept in as little memory as it takes. */
    public void pack() {
        if (!head.isEmpty()) {
            packed = packed.with(head);
            head = new ArrayList<>(0);
        }
    }

    /** Leaves out all so far. */
    public void forget() {
        omitted += beforeGap() + tail().size();
        head = new ArrayList<>(0);
        packed = PackedEvents.NONE;
        tail = null;
        headIsFull = true;
        used = 0;
    }

    /** Those that are kept, in their order: a copy. */
    public List<Entry> entries() {
        List<Entry> all = packed.entries();
        head.forEach(each -> all.add(each.entry()));
        all.addAll(tail());
        return all;
    }

    /** How many are left out. */
    public int omitted() {
        return omitted;
    }

    /** How many of those that are kept come before those that are left out. */
    public int beforeGap() {
        return packed.size() + head.size();
    }

    private void addLast(Entry entry) {
        ArrayDeque<Entry> ending = tail == null ? new ArrayDeque<>(1) : tail;
        tail = ending;
        ending.add(entry);
        while (ending.size() > last || used > bytes) {
            used -= length(ending.removeFirst());
            omitted++;
        }
    }

    private Collection<Entry> tail() {
        return tail == null ? List.of() : tail;
    }

    private static int length(Entry entry) {
        return switch (entry.event()) {
            case Event.MessageSeen seen -> seen.length();
            case Event.CertificateUncompressed seen -> seen.compressed().uncompressedLength();
            default -> 0;
        };
    }
}
