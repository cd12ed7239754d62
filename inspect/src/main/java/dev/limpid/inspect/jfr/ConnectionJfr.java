// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Escape;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection's events for Flight Recorder. Told one at a time, as observers are. */
final class ConnectionJfr implements Observer {
    private final HandshakeEvent handshake = new HandshakeEvent();
    private final HandshakeTime time = new HandshakeTime();
    private Side role = Side.CLIENT;
    private String peer;
    private String serverName = "";
    private String state = "";
    private boolean over;
    private @Nullable Alert peerAlert;
    private @Nullable Violation violation;
    private String detail = "";

    ConnectionJfr(String peer) {
        this.peer = Escape.text(peer);
    }

    @Override
    public void on(long nanos, Event event) {
        if (!over) {
            time.on(nanos, event, role);
        }
        switch (event) {
            case Event.Started started -> begin(started);
            case Event.TransportConnected connected -> peer = Escape.text(connected.peer());
            case Event.MessageSeen message -> message(message);
            case Event.StateEntered entered -> state = entered.state();
            case Event.PathChecked checked -> path(checked);
            case Event.PskMissed missed -> resumption(false, missed.reason().toString());
            case Event.EarlyDataDecided decided -> handshake.earlyData = decided.accepted() ? "accepted" : "rejected";
            case Event.Established done -> established(done.facts());
            case Event.KeyUpdated updated -> keyUpdate(updated);
            case Event.AlertSeen alert -> alert(alert);
            case Event.Failed failed -> {
                violation = failed.violation();
                detail = failed.detail();
            }
            case Event.Closed closed -> close(closed.closure());
            default -> {
                // Too fine for a recording: a report has it.
            }
        }
    }

    @Override
    public boolean wantsKeySchedule() {
        return false;
    }

    private void begin(Event.Started started) {
        role = started.role();
        serverName = Escape.text(started.serverName().orElse(""));
        handshake.begin();
    }

    private void message(Event.MessageSeen message) {
        if (over) {
            return;
        }
        handshake.bytes += message.length();
        HandshakeStepEvent step = new HandshakeStepEvent();
        if (step.isEnabled()) {
            step.role = role.toString();
            step.peer = peer;
            step.sender = message.sender().toString();
            step.type = message.message().type().toString();
            step.epoch = message.epoch().toString();
            step.bytes = message.length();
            step.commit();
        }
    }

    private void path(Event.PathChecked checked) {
        CertificatePathEvent event = new CertificatePathEvent();
        if (!event.isEnabled()) {
            return;
        }
        PathFacts facts = checked.facts();
        event.role = role.toString();
        event.peer = peer;
        event.expectedName = Escape.text(facts.expectedName().orElse(""));
        event.links = facts.links().size();
        if (!facts.links().isEmpty()) {
            PathFacts.Link leaf = facts.links().getFirst();
            event.subject = Escape.text(leaf.subject());
            event.issuer = Escape.text(leaf.issuer());
            event.notAfter = leaf.notAfter().toEpochMilli();
        }
        event.accepted = checked.violation().isEmpty();
        event.code = checked.violation().map(Violation::name).orElse("");
        event.commit();
    }

    private void established(ConnectionFacts facts) {
        if (facts.resumed()) {
            resumption(true, "");
        }
        handshake.cipherSuite = facts.cipherSuite().toString();
        handshake.group = facts.group().map(Object::toString).orElse("");
        handshake.signatureScheme =
                facts.signatureScheme().map(Object::toString).orElse("");
        handshake.applicationProtocol = Escape.text(facts.alpn().orElse(""));
        handshake.resumed = facts.resumed();
        handshake.retried = facts.retried();
        handshake.clientAuthenticated = facts.clientAuthenticated();
        serverName = facts.serverName().map(Escape::text).orElse(serverName);
        end("established", "");
    }

    private void resumption(boolean resumed, String reason) {
        ResumptionEvent event = new ResumptionEvent();
        event.role = role.toString();
        event.peer = peer;
        event.resumed = resumed;
        event.reason = reason;
        event.commit();
    }

    private void keyUpdate(Event.KeyUpdated updated) {
        KeyUpdateEvent event = new KeyUpdateEvent();
        event.role = role.toString();
        event.peer = peer;
        event.sender = updated.sender().toString();
        event.generation = updated.generation();
        event.commit();
    }

    private void alert(Event.AlertSeen seen) {
        if (seen.sender() != role && seen.alert().isError()) {
            peerAlert = seen.alert();
        }
        AlertEvent event = new AlertEvent();
        event.role = role.toString();
        event.peer = peer;
        event.sender = seen.sender().toString();
        event.alert = seen.alert().toString();
        event.encrypted = seen.encrypted();
        event.recovered = seen.recovered();
        event.commit();
    }

    private void close(Event.Closure closure) {
        if (!over) {
            fail(closure);
        }
        CloseEvent event = new CloseEvent();
        event.role = role.toString();
        event.peer = peer;
        event.how = closure.toString();
        event.commit();
    }

    private void fail(Event.Closure closure) {
        Optional<Violation> broken = Optional.ofNullable(violation);
        Optional<Alert> told = Optional.ofNullable(peerAlert);
        HandshakeFailureEvent event = new HandshakeFailureEvent();
        event.role = role.toString();
        event.peer = peer;
        event.serverName = serverName;
        event.state = state;
        event.code = broken.map(Violation::name).orElse(told.isPresent() ? "PEER_ALERT" : closure.toString());
        event.section = broken.map(Violation::section).orElse("");
        event.alert = broken.map(each -> each.alert().toString())
                .orElse(told.map(Alert::toString).orElse(""));
        event.byPeer = broken.isEmpty();
        event.message =
                broken.map(Violation::sentence).orElse("") + (detail.isEmpty() ? "" : ": " + Escape.text(detail));
        event.commit();
        end("failed", event.code);
    }

    private void end(String outcome, String code) {
        over = true;
        handshake.role = role.toString();
        handshake.peer = peer;
        handshake.serverName = serverName;
        handshake.outcome = outcome;
        handshake.code = code;
        handshake.wait = time.waited();
        handshake.cpu = time.cpu();
        handshake.commit();
    }
}
