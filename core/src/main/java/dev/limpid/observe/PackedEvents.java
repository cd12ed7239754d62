// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Events in as little memory as they take without being lost: bytes, and the objects among them that somebody else holds anyway. They
 * are values again when somebody asks. A connection that has nothing to do holds its past like this. Immutable.
 */
final class PackedEvents {
    static final PackedEvents NONE = new PackedEvents(Bytes.EMPTY, new Object[0], 0);

    private static final int ONE = 40;

    private final Bytes bytes;
    private final Object[] objects;
    private final int size;

    /**
     * An event on its way to be kept.
     *
     * @param raw of a message, as it went over the wire; empty if nobody knows
     */
    record Kept(long nanos, Event event, Bytes raw) {
        Entry entry() {
            return new Entry(nanos, event);
        }
    }

    private PackedEvents(Bytes bytes, Object[] objects, int size) {
        this.bytes = bytes;
        this.objects = objects;
        this.size = size;
    }

    /** These, and {@code more} after them. */
    PackedEvents with(List<Kept> more) {
        PackedWriter writer = new PackedWriter(bytes, objects, ONE * more.size());
        more.forEach(each -> writer.add(each.nanos(), each.event(), each.raw()));
        return new PackedEvents(writer.bytes(), writer.objects(), size + more.size());
    }

    int size() {
        return size;
    }

    List<Entry> entries() {
        PackedReader reader = new PackedReader(bytes, objects);
        List<Entry> entries = new ArrayList<>(size);
        while (reader.hasNext()) {
            entries.add(reader.next());
        }
        return entries;
    }
}
