// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.handshake.CertificateRequests.Outstanding;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.CertificateKey;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.message.CertificateVerify;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.Optional;

/** In mid-authentication after the handshake: the certificate is there, its proof comes next (section 4.7.2). */
record WaitLaterCertificateVerify(Connected connected, Outstanding request, PeerCertificates claim)
        implements ServerState {
    @Override
    public String name() {
        return "CONNECTED (WAIT_CV)";
    }

    @Override
    public boolean isInFlight() {
        return true;
    }

    @Override
    public Transition receive(Received received) {
        //= R4.7.2-5
        if (!(received.message() instanceof CertificateVerify verify)) {
            throw received.unexpected(this);
        }
        ServerContext context = connected.context();
        SignatureChecked signature = SignatureChecked.of(
                context.config().crypto(),
                Side.CLIENT,
                verify,
                context.config().signatureSchemes(),
                CertificateKey.ofCertificate(claim.chain().getFirst()).der(),
                request.transcript().hash());
        context.recorder().record(new Event.SignatureChecked(Side.CLIENT, signature.scheme()));
        request.transcript().add(received.bytes());
        return Transition.to(
                new WaitLaterFinished(connected, request, Optional.of(new WaitLaterFinished.Proved(claim, signature))));
    }

    @Override
    public void destroy() {
        connected.destroy();
    }
}
