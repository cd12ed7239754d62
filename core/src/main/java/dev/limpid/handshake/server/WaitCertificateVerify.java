// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.Transition;
import dev.limpid.message.CertificateVerify;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;

/** WAIT_CV: the client's certificate is acceptable; now it proves that it holds the key. */
record WaitCertificateVerify(ServerContext context, ClientFlight flight, PeerJudgement client) implements ServerState {
    @Override
    public String name() {
        return "WAIT_CV";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof CertificateVerify verify)) {
            throw received.unexpected(this);
        }
        SignatureChecked signature = SignatureChecked.of(
                context.config().crypto(),
                Side.CLIENT,
                verify,
                context.config().signatureSchemes(),
                client.publicKey(),
                context.transcript().hash());
        context.recorder().record(new Event.SignatureChecked(Side.CLIENT, signature.scheme()));
        context.transcript().accept(received);
        return Transition.to(new WaitFinished(context, flight, client.provedBy(signature), client.chain()));
    }

    @Override
    public void destroy() {
        flight.destroy();
    }
}
