// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.Transition;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.Optional;

/** WAIT_CV: the server's certificate is acceptable; now it proves that it holds the key (section 4.5.2). */
record WaitCertificateVerify(
        ClientContext context, Agreement agreement, Optional<CertificateRequest> request, PeerJudgement server)
        implements ClientState {
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
                Side.SERVER,
                verify,
                context.config().signatureSchemes(),
                server.publicKey(),
                context.transcript().hash());
        context.recorder().record(new Event.SignatureChecked(Side.SERVER, signature.scheme()));
        context.transcript().accept(received);
        return Transition.to(new WaitFinished(context, agreement, request, server.provedBy(signature), server.chain()));
    }

    @Override
    public void destroy() {
        agreement.keys().destroy();
    }
}
