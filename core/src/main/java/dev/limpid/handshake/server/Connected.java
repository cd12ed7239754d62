// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.CertificateRequests;
import dev.limpid.handshake.CertificateRequests.Outstanding;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.Certificate;
import dev.limpid.message.ClientHello;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.KeyUpdate;
import dev.limpid.registry.CertificateType;
import java.util.Optional;

/**
 * CONNECTED: all that a client may still send is KeyUpdate (section 4.7.3), and its certificate if it is asked for (section 4.7.2).
 *
 * @param requests there if the client may be asked
 */
record Connected(ServerContext context, Optional<CertificateRequests> requests, TicketIssuer tickets)
        implements ServerState {
    @Override
    public String name() {
        return "CONNECTED";
    }

    @Override
    public Transition receive(Received received) {
        return switch (received.message()) {
            case KeyUpdate update -> {
                context.output().peerUpdatedKeys(update.updateRequested());
                yield Transition.to(this);
            }
            //= R4.2.2-3
            case ClientHello hello -> throw new ViolationException(Violation.RENEGOTIATION);
            case Certificate certificate when requests.isPresent() -> authenticate(received, requests.get());
            case CompressedCertificate compressed when requests.isPresent() -> authenticate(received, requests.get());
            default -> throw received.unexpected(this);
        };
    }

    private Transition authenticate(Received received, CertificateRequests open) {
        Certificate certificate = CertificateMessages.read(received, this, context.config(), context.recorder());
        Outstanding request = open.take(certificate.certificateRequestContext());
        ClientCertificates.check(
                certificate, new CertificateDemand(CertificateType.X509, request.request()), context.config());
        request.transcript().add(received.bytes());
        return Transition.to(
                certificate.certificateList().isEmpty()
                        ? new WaitLaterFinished(this, request, Optional.empty())
                        : new WaitLaterCertificateVerify(
                                this,
                                request,
                                ClientCertificates.claim(certificate, CertificateType.X509, context.config())));
    }

    @Override
    public void destroy() {
        tickets.destroy();
    }
}
