// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;

/** CONNECTED: what may still come is about keys and tickets (section 4.7). */
record Connected(ClientContext context) implements ClientState {
    @Override
    public String name() {
        return "CONNECTED";
    }

    @Override
    public Transition receive(Received received) {
        switch (received.message()) {
            //= R4.7.1-3
            case NewSessionTicket ticket -> context.output().ticketReceived();
            case KeyUpdate update -> context.output().peerUpdatedKeys(update.updateRequested());
            case CertificateRequest request ->
                //= R4.7.2-6
                throw new ViolationException(Violation.UNEXPECTED_POST_HANDSHAKE_AUTH);
            default -> throw received.unexpected(this);
        }
        return Transition.to(this);
    }
}
