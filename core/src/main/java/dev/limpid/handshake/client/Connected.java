// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.LaterFlight;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.HandshakeType;

/**
 * CONNECTED: what may still come is about keys and tickets (section 4.7).
 *
 * @param asked whether the server asked for a certificate: then it sends no ticket before it has judged the answer (section 4.7.1)
 */
record Connected(ClientContext context, TicketKeeper tickets, boolean asked) implements ClientState {
    @Override
    public String name() {
        return "CONNECTED";
    }

    @Override
    public Transition receive(Received received) {
        switch (received.message()) {
            //= R4.7.1-3
            case NewSessionTicket ticket -> {
                context.output().ticketReceived();
                if (asked) {
                    context.output().serverConfirmed(HandshakeType.NEW_SESSION_TICKET);
                }
                tickets.keep(ticket);
            }
            case KeyUpdate update -> context.output().peerUpdatedKeys(update.updateRequested());
            case CertificateRequest request -> {
                return authenticate(request, received);
            }
            default -> throw received.unexpected(this);
        }
        return Transition.to(this);
    }

    private Transition authenticate(CertificateRequest request, Received received) {
        //= R4.7.2-6
        if (!context.config().postHandshakeAuthentication()) {
            throw new ViolationException(Violation.UNEXPECTED_POST_HANDSHAKE_AUTH);
        }
        context.output().certificateRequested();
        context.output().serverConfirmed(HandshakeType.CERTIFICATE_REQUEST);
        ClientCertificate.checkSchemes(request);
        context.output().peerAsked(request.extensions());
        LaterFlight flight = new LaterFlight(context.transcript().fork().add(received.bytes()));
        //= R4.7.2-2
        //= R4.7.2-3
        //= R4.7.2-4
        return new Transition.Beside(
                this, ClientCertificate.answer(context, CertificateType.X509, request, flight, sent -> {
                    context.output().sendWithFinished(flight.messages(), flight.hash());
                    return new Transition.Done();
                }));
    }

    @Override
    public void destroy() {
        tickets.destroy();
    }
}
