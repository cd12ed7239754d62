// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.StatusRequest;
import dev.limpid.handshake.PeerJudgement;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.util.List;
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
        check(certificate, agreement.offer());
        context.transcript().accept(received);
        PeerCertificates claim = new PeerCertificates(
                Side.SERVER,
                Optional.of(context.server()),
                certificate.certificateList().stream()
                        .map(CertificateEntry::data)
                        .toList(),
                stapled(certificate),
                ClientOffer.certificateSchemes(context.config()),
                context.config().time().now());
        return Transition.ask(
                new Request.VerifyPeer(context.config().verifier(), claim),
                verdict -> Transition.to(new WaitCertificateVerify(
                        context, agreement, request, PeerJudgement.of(verdict, claim, context.recorder()))));
    }

    private static void check(Certificate certificate, ClientOffer offer) {
        //= R4.5.1-1
        if (certificate.certificateList().isEmpty()) {
            //= R4.5.1.3-1
            throw new ViolationException(Violation.EMPTY_CERTIFICATE);
        }
        if (!certificate.certificateRequestContext().isEmpty()) {
            throw new ViolationException(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "not empty");
        }
        for (CertificateEntry entry : certificate.certificateList()) {
            checkSolicited(entry.extensions(), offer.hello().extensions());
        }
    }

    private static void checkSolicited(Extensions answer, Extensions asked) {
        //= R4.5.1-6
        List<ExtensionType> unsolicited = answer.unsolicited(asked);
        if (!unsolicited.isEmpty()) {
            throw new ViolationException(Violation.UNSOLICITED_EXTENSION, unsolicited + " in Certificate");
        }
    }

    private static Bytes stapled(Certificate certificate) {
        return certificate
                .certificateList()
                .getFirst()
                .extensions()
                .find(StatusRequest.OcspResponse.class)
                .map(StatusRequest.OcspResponse::response)
                .orElse(Bytes.EMPTY);
    }
}
