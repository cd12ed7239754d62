// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import java.util.Optional;

/** WAIT_CERT_CR: the server proves itself, and may ask us to do the same first. */
record WaitCertificateOrRequest(ClientContext context, Agreement agreement) implements ClientState {
    @Override
    public String name() {
        return "WAIT_CERT_CR";
    }

    @Override
    public Transition receive(Received received) {
        if (received.message() instanceof CertificateRequest request) {
            ClientCertificate.check(request);
            context.transcript().accept(received);
            context.output().peerAsked(request.extensions());
            return Transition.to(new WaitCertificate(context, agreement, request));
        }
        Certificate certificate = CertificateMessages.read(received, this, context.config(), context.recorder());
        return ServerCertificate.judge(context, agreement, Optional.empty(), certificate, received);
    }

    @Override
    public void destroy() {
        agreement.keys().destroy();
    }
}
