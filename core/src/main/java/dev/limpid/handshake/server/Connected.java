// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
import dev.limpid.message.KeyUpdate;

/** CONNECTED: all that a client may still send is KeyUpdate (section 4.7.3). */
record Connected(ServerContext context) implements ServerState {
    @Override
    public String name() {
        return "CONNECTED";
    }

    @Override
    public Transition receive(Received received) {
        switch (received.message()) {
            case KeyUpdate update -> context.output().peerUpdatedKeys(update.updateRequested());
            //= R4.2.2-3
            case ClientHello hello -> throw new ViolationException(Violation.RENEGOTIATION);
            default -> throw received.unexpected(this);
        }
        return Transition.to(this);
    }
}
