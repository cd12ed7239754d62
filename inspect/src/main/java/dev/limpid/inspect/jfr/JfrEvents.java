// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import dev.limpid.observe.Observer;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Event;

/**
 * Connections as events of Flight Recorder, category TLS: {@code limpid.Handshake}, {@code limpid.HandshakeFailure}, {@code
 * limpid.HandshakeStep}, {@code limpid.CertificatePath}, {@code limpid.Resumption}, {@code limpid.KeyUpdate}, {@code limpid.Alert},
 * {@code limpid.Close} and {@code limpid.KeyLogEnabled}. No secrets; names are the peer's text, escaped. Thread-safe.
 */
public final class JfrEvents {
    private static final List<Supplier<Event>> KINDS = List.of(
            HandshakeEvent::new,
            HandshakeFailureEvent::new,
            HandshakeStepEvent::new,
            CertificatePathEvent::new,
            ResumptionEvent::new,
            KeyUpdateEvent::new,
            AlertEvent::new,
            CloseEvent::new);

    private JfrEvents() {}

    /**
     * An observer for one connection; {@link Observer#NONE}, which costs nothing, while no recording wants any of the events.
     *
     * @param peer for people: whom the connection is with; empty to learn it from the connection's own events
     */
    public static Observer connection(String peer) {
        return KINDS.stream().anyMatch(kind -> kind.get().isEnabled()) ? new ConnectionJfr(peer) : Observer.NONE;
    }

    /** Tells that secrets go to {@code destination}. */
    public static void keyLogEnabled(String destination) {
        KeyLogEnabledEvent event = new KeyLogEnabledEvent();
        event.destination = destination;
        event.commit();
    }
}
