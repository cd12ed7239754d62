// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.observe.HandshakeReport.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The first and the last of a connection's events, so that neither how it began nor how it ended is lost, however much happened
 * between. What is left out lies in one gap. Not thread-safe.
 */
public final class BoundedEvents {
    private final int first;
    private final int last;
    private final int bytes;
    private List<Entry> head = new ArrayList<>();
    private final ArrayDeque<Entry> tail = new ArrayDeque<>(1);
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
        int length = length(entry);
        headIsFull = headIsFull || head.size() == first || length > bytes - used;
        (headIsFull ? tail : head).add(entry);
        used += length;
        while (tail.size() > last || used > bytes) {
            used -= length(tail.removeFirst());
            omitted++;
        }
    }

    /** Leaves out all so far. */
    public void forget() {
        omitted += head.size() + tail.size();
        head = new ArrayList<>(0);
        tail.clear();
        headIsFull = true;
        used = 0;
    }

    /** Those that are kept, in their order: a copy. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }

    /** How many are left out. */
    public int omitted() {
        return omitted;
    }

    /** How many of those that are kept come before those that are left out. */
    public int beforeGap() {
        return head.size();
    }

    private static int length(Entry entry) {
        return switch (entry.event()) {
            case Event.MessageSeen seen -> seen.length();
            case Event.CertificateUncompressed seen -> seen.compressed().uncompressedLength();
            default -> 0;
        };
    }
}
