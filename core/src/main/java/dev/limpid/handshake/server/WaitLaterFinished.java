// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.handshake.Authentication;
import dev.limpid.handshake.CertificateRequests.Outstanding;
import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.message.Finished;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.request.Request;
import java.util.Optional;

/**
 * In mid-authentication after the handshake: Finished ends it (section 4.7.2). Only then is the verifier asked, so that data flows
 * while it thinks.
 *
 * @param proved what the client showed; empty if it has no certificate
 */
record WaitLaterFinished(Connected connected, Outstanding request, Optional<Proved> proved) implements ServerState {
    /** Certificates, and the proof that they are the client's own. */
    record Proved(PeerCertificates claim, SignatureChecked signature) {}

    @Override
    public String name() {
        return "CONNECTED (WAIT_FINISHED)";
    }

    @Override
    public boolean isInFlight() {
        return true;
    }

    @Override
    public Transition receive(Received received) {
        //= R4.7.2-5
        if (!(received.message() instanceof Finished finished)) {
            throw received.unexpected(this);
        }
        ServerContext context = connected.context();
        context.output().checkFinished(finished, request.transcript().hash());
        context.recorder().record(new Event.FinishedChecked(Side.CLIENT));
        if (proved.isEmpty()) {
            return withoutCertificate();
        }
        PeerCertificates claim = proved.get().claim();
        return new Transition.Beside(
                connected,
                Transition.ask(
                        new Request.VerifyPeer(context.config().clientVerifier().orElseThrow(), claim),
                        verdict -> accept(verdict, proved.get())));
    }

    private Transition withoutCertificate() {
        if (request.wanted() == ClientAuthentication.NEED) {
            throw new ViolationException(Violation.CERTIFICATE_REQUIRED, "after the handshake");
        }
        settle(false);
        return Transition.to(connected);
    }

    private Transition accept(PeerVerdict verdict, Proved shown) {
        ServerContext context = connected.context();
        PeerJudgement judgement = PeerJudgement.of(verdict, shown.claim(), context.recorder());
        Authentication client = judgement.provedBy(shown.signature());
        connected.tickets().authenticated(client, judgement.chain());
        context.output().peerStapled(shown.claim().stapled());
        context.output().peerAuthenticated(client, judgement.chain());
        settle(true);
        return new Transition.Done();
    }

    private void settle(boolean authenticated) {
        connected.requests().orElseThrow().settle(request.context());
        connected.context().recorder().record(new Event.LaterAuthentication(request.context(), authenticated));
    }

    @Override
    public void destroy() {
        connected.destroy();
    }
}
