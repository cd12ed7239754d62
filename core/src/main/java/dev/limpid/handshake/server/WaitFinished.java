// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.CertificateRequests;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.FinishedChecked;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.keyschedule.ResumptionSecret;
import dev.limpid.message.Finished;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** WAIT_FINISHED: the client's MAC over everything completes the handshake (section 4.5.3). */
record WaitFinished(ServerContext context, ClientFlight flight, Authentication client, List<Bytes> clientCertificates)
        implements ServerState {
    /** For a client that shows no certificate. */
    static WaitFinished ofUnaskedClient(ServerContext context, ClientFlight flight) {
        return new WaitFinished(context, flight, new Authentication.NotRequested(), List.of());
    }

    /** For a client that has {@code key}: what was known of it then is known of it now. */
    static WaitFinished ofKnownClient(ServerContext context, ClientFlight flight, KnownPsk key) {
        ServerConfig config = context.config();
        Authentication.ByPsk client =
                Authentication.ByPsk.of(key, config.crypto(), config.time().now());
        return new WaitFinished(context, flight, client, client.original().certificates());
    }

    @Override
    public String name() {
        return "WAIT_FINISHED";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof Finished finished)) {
            throw received.unexpected(this);
        }
        FinishedChecked checked = FinishedChecked.of(
                finished, flight.handshake(), context.transcript().hash());
        context.recorder().record(new Event.FinishedChecked(Side.CLIENT));
        context.transcript().accept(received);
        ResumptionSecret resumption =
                flight.main().resumption(context.transcript().hash());
        flight.main().destroy();
        context.output()
                .install(flight.application(), flight.agreement().choice().cipherSuite());
        Optional<CertificateRequests> requests = requests();
        context.transcript().close();
        ConnectionFacts facts = flight.agreement().facts(!clientCertificates.isEmpty());
        TicketIssuer tickets = TicketIssuer.of(context, flight.agreement(), client, clientCertificates, resumption);
        //= R4.7.1-1
        tickets.sendFirst();
        context.output()
                .established(new Completed(
                        facts, client, checked, clientCertificates, flight.exporter(), requests, tickets));
        return Transition.to(new Connected(context, requests, tickets));
    }

    /** Whether and how this client may be asked for a certificate later. */
    private Optional<CertificateRequests> requests() {
        //= R4.3.6-1
        boolean offered = flight.agreement().hello().extensions().contains(ExtensionType.POST_HANDSHAKE_AUTH);
        //= R4.4.2-9
        boolean external = flight.agreement()
                .choice()
                .psk()
                .filter(selected -> !selected.key().isResumable())
                .isPresent();
        if (!offered || external || context.config().clientVerifier().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CertificateRequests(
                context.config().crypto(),
                ServerParameters.certificateWishes(context.config()),
                context.transcript().fork()));
    }

    @Override
    public void destroy() {
        flight.destroy();
    }
}
