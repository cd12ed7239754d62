// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.FinishedChecked;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.ResumptionSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.EndOfEarlyData;
import dev.limpid.message.Finished;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** WAIT_FINISHED: the server's MAC over everything closes its flight; ours answers it (section 4.5.3). */
record WaitFinished(
        ClientContext context,
        Agreement agreement,
        Optional<CertificateRequest> request,
        Authentication server,
        List<Bytes> serverCertificates)
        implements ClientState {
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
                finished, agreement.keys().server(), context.transcript().hash());
        context.recorder().record(new Event.FinishedChecked(Side.SERVER));
        context.transcript().accept(received);
        Bytes throughServerFinished = context.transcript().hash();
        if (agreement.earlyData()) {
            //= R4.6-1
            //= R4.6-2
            context.transcript().send(new EndOfEarlyData());
            context.output().install(agreement.keys().client(), agreement.keys().suite());
        }
        if (request.isEmpty()) {
            return finish(checked, throughServerFinished, false);
        }
        return ClientCertificate.answer(
                context,
                agreement.types().client().orElseThrow(),
                request.get(),
                context.transcript(),
                sent -> finish(checked, throughServerFinished, sent));
    }

    @Override
    public void destroy() {
        agreement.keys().destroy();
    }

    private Transition finish(FinishedChecked checked, Bytes throughServerFinished, boolean certificateSent) {
        Keys keys = agreement.keys();
        //= R4.5.1-4
        context.transcript()
                .send(new Finished(
                        keys.client().finishedMac(context.transcript().hash())));
        MainSecret main = keys.secret().mainSecret();
        TrafficSecret client = main.clientTraffic(throughServerFinished);
        TrafficSecret serverTraffic = main.serverTraffic(throughServerFinished);
        ExporterSecret exporter = main.exporter(throughServerFinished);
        ResumptionSecret resumption = main.resumption(context.transcript().hash());
        main.destroy();
        //= R4.5.3-3
        context.output().install(client, keys.suite());
        context.output().install(serverTraffic, keys.suite());
        if (!context.config().postHandshakeAuthentication()) {
            context.transcript().close();
        }
        ConnectionFacts facts = facts(certificateSent);
        forgetRefused();
        context.output()
                .established(new Completed(
                        facts, server, checked, serverCertificates, exporter, Optional.empty(), () -> false));
        return Transition.to(new Connected(
                context,
                TicketKeeper.of(
                        context,
                        facts,
                        server.original(
                                agreement.types().server(),
                                serverCertificates,
                                context.config().time().now()),
                        resumption),
                request.isPresent()));
    }

    /** The server did not take the ticket, so it would not take others from then either; new ones come now. */
    private void forgetRefused() {
        boolean offered =
                agreement.offer().psks().stream().anyMatch(each -> each.key().isResumable());
        if (offered && !isResumed()) {
            context.config().sessionCache().invalidate(context.sessionKey());
        }
    }

    private boolean isResumed() {
        return agreement
                .keys()
                .psk()
                .filter(selected -> selected.key().isResumable())
                .isPresent();
    }

    private ConnectionFacts facts(boolean certificateSent) {
        return new ConnectionFacts(
                ProtocolVersion.TLS13,
                agreement.keys().suite(),
                agreement.keys().group(),
                server.scheme(),
                Optional.of(context.server().text()),
                agreement.protocol(),
                agreement.offer().retry().isPresent(),
                isResumed(),
                certificateSent);
    }
}
