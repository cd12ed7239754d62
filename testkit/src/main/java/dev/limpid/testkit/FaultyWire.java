// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.observe.Side;
import dev.limpid.testkit.Fault.Kind;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from one side to the other, on which at most one fault happens. It moves nothing by itself: give it what was sent, and
 * deliver what it returns. Not thread-safe.
 */
public final class FaultyWire {
    private final Fault fault;
    private Bytes held = Bytes.EMPTY;
    private int next;
    private long passed;
    private boolean over;
    private boolean struck;

    /** The way from {@code sender}; sound if it is the other side that {@code fault} happens to. */
    public FaultyWire(Side sender, Fault fault) {
        this.fault = fault;
        over = sender != fault.sender();
    }

    /** Takes what was sent; returns what arrives of it, in pieces that arrive one after the other. */
    public List<Bytes> carry(Bytes sent) {
        List<Bytes> arriving = new ArrayList<>();
        if (over) {
            add(arriving, sent);
            return arriving;
        }
        Bytes all = held.then(sent);
        int from = 0;
        for (int end = 0; next < fault.at() && end >= 0; ) {
            end = fault.unit().end(all, from);
            if (end >= 0) {
                from = end;
                next++;
            }
        }
        add(arriving, all.slice(0, from));
        passed += from;
        held = all.from(from);
        if (next == fault.at() && !held.isEmpty()) {
            strike(arriving);
        }
        return arriving;
    }

    /** Nothing else moves any more: what was held back arrives now. */
    public List<Bytes> idle() {
        List<Bytes> arriving = new ArrayList<>();
        add(arriving, held);
        if (!held.isEmpty()) {
            held = Bytes.EMPTY;
            over = true;
        }
        return arriving;
    }

    /** Whether the fault has happened. */
    public boolean hasStruck() {
        return struck;
    }

    /** How many bytes arrived just as they were sent before anything went wrong; no bound if nothing did. */
    public long intact() {
        return struck && !fault.kind().isHarmless() ? passed : Long.MAX_VALUE;
    }

    private void strike(List<Bytes> arriving) {
        switch (fault.kind()) {
            case SPLIT -> {
                add(arriving, held);
                happened();
            }
            case CRUMBLE -> crumble(arriving);
            case DELAY -> struck = true;
            case DROP, DUPLICATE, FLIP -> {
                int end = fault.unit().end(held, 0);
                if (end >= 0) {
                    spoil(held.slice(0, end), held.from(end), arriving);
                }
            }
            case REORDER -> reorder(arriving);
        }
    }

    private void spoil(Bytes unit, Bytes rest, List<Bytes> arriving) {
        Bytes instead =
                fault.kind() == Kind.FLIP ? fault.flipped(unit) : fault.kind() == Kind.DROP ? Bytes.EMPTY : unit;
        passed += fault.kind() == Kind.DUPLICATE ? unit.length() : 0;
        add(arriving, instead.then(fault.kind() == Kind.DUPLICATE ? held : rest));
        happened();
    }

    private void reorder(List<Bytes> arriving) {
        int first = fault.unit().end(held, 0);
        int second = first < 0 ? -1 : fault.unit().end(held, first);
        if (second < 0) {
            return;
        }
        Bytes one = held.slice(0, first);
        Bytes two = held.slice(first, second - first);
        add(arriving, two.then(one).then(held.from(second)));
        boolean same = one.equals(two);
        happened();
        struck = !same;
    }

    private void crumble(List<Bytes> arriving) {
        int from = 0;
        for (int end = fault.unit().end(held, 0); end >= 0; end = fault.unit().end(held, from)) {
            arriving.add(held.slice(from, end - from));
            from = end;
        }
        held = held.from(from);
        struck = true;
    }

    private void happened() {
        held = Bytes.EMPTY;
        struck = true;
        over = true;
    }

    private static void add(List<Bytes> arriving, Bytes piece) {
        if (!piece.isEmpty()) {
            arriving.add(piece);
        }
    }
}
