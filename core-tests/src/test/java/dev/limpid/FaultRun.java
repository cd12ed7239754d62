// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.testkit.Fault;
import dev.limpid.testkit.FaultyWire;
import dev.limpid.testkit.HandshakeKind;
import dev.limpid.wire.Bytes;
import java.util.List;

/** A whole connection, from ClientHello to close_notify, in which at most one fault happens, and the laws that hold for any. */
final class FaultRun {
    private static final int MOST_ROUNDS = 60;

    private final Fault fault;
    private final FaultParty client;
    private final FaultParty server;
    private final FaultyWire toServer;
    private final FaultyWire toClient;

    private FaultRun(Fault fault, HandshakeKind.Ends ends) {
        this.fault = fault;
        this.client = new FaultParty(Side.CLIENT, ends::client);
        this.server = new FaultParty(Side.SERVER, ends::server);
        this.toServer = new FaultyWire(Side.CLIENT, fault);
        this.toClient = new FaultyWire(Side.SERVER, fault);
    }

    /** Runs to the end and checks the laws. */
    static FaultRun of(Fault fault, HandshakeKind.Ends ends) {
        FaultRun run = new FaultRun(fault, ends);
        run.run();
        run.check();
        return run;
    }

    FaultParty party(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    boolean hasStruck() {
        return toServer.hasStruck() || toClient.hasStruck();
    }

    boolean endedWell() {
        return client.isClosedWell() && server.isClosedWell();
    }

    private void run() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean moved = client.act();
            moved |= server.act();
            moved |= move(client, toServer, server);
            moved |= move(server, toClient, client);
            if (!moved && !deliver(toServer.idle(), server) && !deliver(toClient.idle(), client)) {
                client.hearNoMore();
                server.hearNoMore();
                return;
            }
        }
        law(false, "it never ends");
    }

    private static boolean move(FaultParty from, FaultyWire way, FaultParty to) {
        Bytes said = from.speak();
        deliver(way.carry(said), to);
        return !said.isEmpty();
    }

    private static boolean deliver(List<Bytes> pieces, FaultParty to) {
        pieces.forEach(to::hear);
        return !pieces.isEmpty();
    }

    private void check() {
        law(client.isClosed() && server.isClosed(), "an end is still open though its transport ended");
        if (fault.kind().isHarmless() || !hasStruck()) {
            law(endedWell(), "a harmless fault did harm");
        }
        if (client.exported().isPresent() && server.exported().isPresent()) {
            law(client.exported().equals(server.exported()), "both are established, but not with each other");
        }
        checkData(client, toServer, server);
        checkData(server, toClient, client);
        checkAlerts(client);
        checkAlerts(server);
        checkClass(client);
        checkClass(server);
    }

    private void checkData(FaultParty sender, FaultyWire way, FaultParty receiver) {
        Bytes sent = sender.sentTo(receiver);
        Bytes received = receiver.received();
        law(
                received.length() <= sent.length() && received.equals(sent.slice(0, received.length())),
                "data arrived that was never sent, or not in its order");
        law(received.length() >= sender.sentWithin(way.intact(), receiver), "authentic data was lost");
        law(!receiver.isClosedWell() || received.equals(sent), "data is missing, and nobody complains");
    }

    /** An alert of its own says what it is; whoever said close_notify before is silent. */
    private void checkAlerts(FaultParty party) {
        law(party.alerts().size() <= 1, "more than one alert");
        AlertDescription expected = party.failure()
                .flatMap(TlsException::violation)
                .map(Violation::alert)
                .orElse(AlertDescription.CLOSE_NOTIFY);
        law(
                party.alerts().stream()
                        .map(Alert::description)
                        .allMatch(said -> said.equals(expected) || said.equals(AlertDescription.CLOSE_NOTIFY)),
                "the alert is not the failure's");
    }

    private void checkClass(FaultParty party) {
        law(
                party.failure().flatMap(TlsException::violation).stream().noneMatch(Violation.INTERNAL_ERROR::equals),
                "an internal error");
    }

    private void law(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " (" + fault + "): " + client + "; " + server);
        }
    }
}
