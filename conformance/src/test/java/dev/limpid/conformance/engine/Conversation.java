// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.identity.ServerName;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Our connection and a peer's engine in one thread, with a wire between them. */
final class Conversation {
    private static final int TURNS = 1_000;

    private final Pair.End ours;
    private final EngineEnd theirs;
    private final List<Event> events;

    private Conversation(Pair.End ours, EngineEnd theirs, List<Event> events) {
        this.ours = ours;
        this.theirs = theirs;
        this.events = events;
    }

    /** We are the client. */
    static Conversation asClient(EnginePeer peer, PeerSettings settings, ClientConfig config, ServerName name) {
        return asClient(end(() -> peer.engine(Side.SERVER, settings)), config, name);
    }

    /** We are the client of the next of {@code engines}. */
    static Conversation asClient(EnginePeer.Engines engines, ClientConfig config) {
        return asClient(end(engines), config, LabPki.NAME);
    }

    private static Conversation asClient(EngineEnd theirs, ClientConfig config, ServerName name) {
        List<Event> events = new ArrayList<>();
        TlsConnection connection = TlsConnection.client(config, name, (nanos, event) -> events.add(event));
        return new Conversation(new Pair.End(connection), theirs, events);
    }

    /** We are the server. */
    static Conversation asServer(EnginePeer peer, PeerSettings settings, ServerConfig config) {
        return asServer(() -> peer.engine(Side.CLIENT, settings), config);
    }

    /** We are the server of the next of {@code engines}. */
    static Conversation asServer(EnginePeer.Engines engines, ServerConfig config) {
        List<Event> events = new ArrayList<>();
        TlsConnection connection = TlsConnection.server(config, (nanos, event) -> events.add(event));
        return new Conversation(new Pair.End(connection), end(engines), events);
    }

    private static EngineEnd end(EnginePeer.Engines engines) {
        try {
            return new EngineEnd(engines.next());
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("the peer can't be set up", e);
        }
    }

    Pair.End ours() {
        return ours;
    }

    EngineEnd theirs() {
        return theirs;
    }

    /** What our connection told. */
    List<Event> events() {
        return events;
    }

    /** Carries bytes both ways until neither end has any. */
    Conversation run() {
        for (int turn = 0; turn < TURNS; turn++) {
            Bytes fromUs = ours.take();
            theirs.receive(fromUs);
            Bytes fromThem = theirs.take();
            ours.receive(fromThem);
            if (fromUs.isEmpty() && fromThem.isEmpty()) {
                return this;
            }
        }
        throw new AssertionError("no end after " + TURNS + " turns: " + describe());
    }

    /** Runs, and fails unless both ends are established. */
    Conversation handshake() {
        run();
        if (!ours.isEstablished() || !theirs.isEstablished()) {
            throw new AssertionError(describe(), theirs.failure().orElse(null));
        }
        return this;
    }

    /** What both agreed on. */
    ConnectionFacts facts() {
        return ours.connection().facts().orElseThrow();
    }

    /** Sends {@code data} from us, and returns what of it arrived. */
    Bytes sendFromUs(Bytes data) {
        int before = theirs.received().length();
        theirs.receive(ours.seal(data));
        run();
        return theirs.received().from(before);
    }

    /** Sends {@code data} from the peer, and returns what of it arrived. */
    Bytes sendFromPeer(Bytes data) {
        int before = ours.received().length();
        theirs.send(data);
        run();
        return ours.received().from(before);
    }

    private String describe() {
        return "ours " + ours.describe() + "; theirs "
                + theirs.failure()
                        .map(Throwable::toString)
                        .orElse(theirs.engine().getHandshakeStatus().toString());
    }
}
