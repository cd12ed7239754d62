// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.EndOfEarlyData;

/**
 * WAIT_EOED: early data flows, until the client says that this was all of it (section 4.6).
 *
 * @param next what comes after it
 */
record WaitEndOfEarlyData(ServerContext context, ClientFlight flight, WaitFinished next) implements ServerState {
    @Override
    public String name() {
        return "WAIT_EOED";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof EndOfEarlyData)) {
            throw received.unexpected(this);
        }
        context.transcript().accept(received);
        context.output().install(flight.handshake(), flight.agreement().choice().cipherSuite());
        return Transition.to(next);
    }

    @Override
    public void destroy() {
        flight.handshake().destroy();
        flight.destroy();
    }
}
