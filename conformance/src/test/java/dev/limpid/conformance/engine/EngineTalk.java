// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Our engine and a peer's in one thread, with a wire between them. */
final class EngineTalk {
    private static final int TURNS = 1_000;

    private final EngineEnd ours;
    private final EngineEnd theirs;

    private EngineTalk(EngineEnd ours, EngineEnd theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** The next engine of each. */
    static EngineTalk of(EnginePeer.Engines ours, EnginePeer.Engines theirs)
            throws GeneralSecurityException, SSLException {
        return new EngineTalk(new EngineEnd(ours.next()), new EngineEnd(theirs.next()));
    }

    EngineEnd ours() {
        return ours;
    }

    EngineEnd theirs() {
        return theirs;
    }

    SSLEngine engine(Side side) {
        return (ours.engine().getUseClientMode() == (side == Side.CLIENT) ? ours : theirs).engine();
    }

    /** Carries bytes both ways until neither end has any. */
    EngineTalk run() {
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
    EngineTalk handshake() {
        run();
        if (!ours.isEstablished() || !theirs.isEstablished()) {
            throw new AssertionError(
                    describe(), ours.failure().or(theirs::failure).orElse(null));
        }
        assertThat(ours.engine().getSession().getProtocol()).isEqualTo("TLSv1.3");
        return this;
    }

    /** What was agreed on. */
    ConnectionFacts facts() {
        return LimpidJsse.facts(ours.engine());
    }

    /** Checks that {@code data} gets through in both directions. */
    EngineTalk exchange(Bytes data) {
        assertThat(send(ours, theirs, data)).as("from us").isEqualTo(data);
        assertThat(send(theirs, ours, data)).as("from them").isEqualTo(data);
        return this;
    }

    /** What of {@code data} arrives. */
    Bytes send(EngineEnd from, EngineEnd to, Bytes data) {
        int before = to.received().length();
        from.send(data);
        run();
        return to.received().from(before);
    }

    /** Ends as one should: some forget a session that ended otherwise. */
    EngineTalk end() {
        ours.close();
        run();
        theirs.close();
        run();
        assertThat(ours.failure()).isEmpty();
        assertThat(ours.engine().isInboundDone())
                .as("we heard their close_notify")
                .isTrue();
        return this;
    }

    private String describe() {
        return LabPki.NAME.text() + ": ours " + describe(ours) + "; theirs " + describe(theirs);
    }

    private static String describe(EngineEnd end) {
        return end.failure()
                .map(Throwable::toString)
                .orElse(end.engine().getHandshakeStatus().toString());
    }
}
