// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the time of a handshake went, as far as a client's events really show it; what they don't show is left out. */
final class Timing {
    private static final long UNKNOWN = -1;

    private long waited;
    private long sent = UNKNOWN;
    private long answered = UNKNOWN;
    private long established = UNKNOWN;

    private Timing() {}

    /** {@code TCP connect 0.04 · to the server's hello 0.46 · …}, or empty. */
    static String line(Story story) {
        if (story.role() != Side.CLIENT) {
            return "";
        }
        Timing timing = new Timing();
        story.entries().forEach(timing::read);
        List<String> parts = new ArrayList<>();
        story.first(Event.TransportConnected.class)
                .filter(e -> e.nanos() > 0)
                .ifPresent(e -> parts.add("TCP connect " + millis(e.nanos())));
        parts.addAll(timing.parts());
        return parts.isEmpty() ? "" : String.join(" · ", parts) + " ms";
    }

    private void read(Entry entry) {
        switch (entry.event()) {
            case Event.MessageSeen e when e.message() instanceof ClientHello -> sent = entry.nanos();
            case Event.MessageSeen e when e.message() instanceof ServerHello -> answer(entry.nanos());
            case Event.MessageSeen e when e.message() instanceof HelloRetryRequest -> answer(entry.nanos());
            case Event.Established _ -> established = entry.nanos();
            default -> {
                // only these tell where time went
            }
        }
    }

    private void answer(long nanos) {
        if (sent != UNKNOWN) {
            waited += nanos - sent;
            sent = UNKNOWN;
            answered = nanos;
        }
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (answered != UNKNOWN) {
            parts.add("to the server's hello " + millis(waited));
            if (established >= answered) {
                parts.add("rest of the handshake " + millis(established - answered));
            }
        }
        return parts;
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
