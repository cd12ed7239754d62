// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.request.Request;
import java.util.Optional;

/** The server's Certificate (section 4.5.1): checked for form here, judged by the verifier. */
final class ServerCertificate {
    private ServerCertificate() {}

    static Transition judge(
            ClientContext context,
            Agreement agreement,
            Optional<CertificateRequest> request,
            Certificate certificate,
            Received received) {
        CertificateType type = agreement.types().server();
        check(certificate, type, context, agreement.offer());
        if (request.isEmpty()) {
            ClientCertificate.reportUnasked(context);
        }
        context.transcript().accept(received);
        PeerCertificates claim = CertificateMessages.claim(
                certificate, Side.SERVER, Optional.of(context.server()), type, context.config());
        context.output().peerStapled(claim.stapled());
        return Transition.ask(
                new Request.VerifyPeer(context.config().verifier(), claim),
                verdict -> Transition.to(new WaitCertificateVerify(
                        context, agreement, request, PeerJudgement.of(verdict, claim, context.recorder()))));
    }

    private static void check(Certificate certificate, CertificateType type, ClientContext context, ClientOffer offer) {
        //= R4.5.1-1
        if (certificate.certificateList().isEmpty()) {
            //= R4.5.1.3-1
            throw new ViolationException(Violation.EMPTY_CERTIFICATE);
        }
        if (!certificate.certificateRequestContext().isEmpty()) {
            throw new ViolationException(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "not empty");
        }
        //= R4.5.1-6
        CertificateMessages.check(certificate, type, offer.hello().extensions());
        //= R4.5.1.2-1
        if (!context.config().verifier().certificateTypes().contains(type)) {
            throw new ViolationException(Violation.NO_COMMON_CERTIFICATE_TYPE, type + " came");
        }
    }
}
