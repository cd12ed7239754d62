// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ClientHelloRules;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.SelectedPsk;
import java.util.Optional;

/** START again, after a HelloRetryRequest: the second ClientHello must be the first, but for what was asked for. */
record WaitSecondClientHello(ServerContext context, ClientHello first, RetryDemand demand, Optional<SelectedPsk> psk)
        implements ServerState {
    @Override
    public String name() {
        return "START (after HelloRetryRequest)";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof ClientHello hello)) {
            throw received.unexpected(this);
        }
        context.pass("RECVD_CH");
        ClientHelloRules.checkSecond(first, demand, hello);
        return HelloRetry.answered(context, received, hello, demand, psk, choice -> {});
    }
}
