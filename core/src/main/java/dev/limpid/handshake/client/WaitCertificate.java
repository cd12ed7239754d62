// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import java.util.Optional;

/** WAIT_CERT: the server asked for our certificate and now shows its own. */
record WaitCertificate(ClientContext context, Agreement agreement, CertificateRequest request) implements ClientState {
    @Override
    public String name() {
        return "WAIT_CERT";
    }

    @Override
    public Transition receive(Received received) {
        Certificate certificate = CertificateMessages.read(received, this, context.config(), context.recorder());
        return ServerCertificate.judge(context, agreement, Optional.of(request), certificate, received);
    }

    @Override
    public void destroy() {
        agreement.keys().destroy();
    }
}
