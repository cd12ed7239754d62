// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.message.Certificate;
import dev.limpid.request.Request;

/** WAIT_CERT: the client was asked for a certificate, and may answer that it has none. */
record WaitCertificate(ServerContext context, ClientFlight flight, CertificateDemand demand) implements ServerState {
    @Override
    public String name() {
        return "WAIT_CERT";
    }

    @Override
    public Transition receive(Received received) {
        Certificate certificate = CertificateMessages.read(received, this, context.config(), context.recorder());
        ClientCertificates.check(certificate, demand, context.config());
        context.transcript().accept(received);
        if (certificate.certificateList().isEmpty()) {
            return withoutCertificate();
        }
        PeerCertificates claim = ClientCertificates.claim(certificate, demand.type(), context.config());
        context.output().peerStapled(claim.stapled());
        return Transition.ask(
                new Request.VerifyPeer(context.config().clientVerifier().orElseThrow(), claim),
                verdict -> Transition.to(new WaitCertificateVerify(
                        context, flight, PeerJudgement.of(verdict, claim, context.recorder()))));
    }

    @Override
    public void destroy() {
        flight.destroy();
    }

    private Transition withoutCertificate() {
        //= R4.5.1.3-2
        if (context.config().clientAuthentication() == ClientAuthentication.NEED) {
            throw new ViolationException(Violation.CERTIFICATE_REQUIRED);
        }
        return Transition.to(WaitFinished.ofUnaskedClient(context, flight));
    }
}
