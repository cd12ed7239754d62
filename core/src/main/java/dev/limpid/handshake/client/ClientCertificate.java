// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.OidFilters;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.handshake.Flight;
import dev.limpid.handshake.SignatureChecked;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.identity.OidFilterMatch;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Our answer to a CertificateRequest (sections 4.4.2, 4.5.1 and 4.7.2): a certificate and its proof, or none. */
final class ClientCertificate {
    private ClientCertificate() {}

    /** @throws ViolationException unless {@code request} has what one in the main handshake must have */
    static void check(CertificateRequest request) {
        //= R4.4.2-4
        if (!request.certificateRequestContext().isEmpty()) {
            throw new ViolationException(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "not empty in the handshake");
        }
        checkSchemes(request);
    }

    /** @throws ViolationException unless {@code request} says which signatures it can verify */
    static void checkSchemes(CertificateRequest request) {
        //= R4.4.2-6
        if (request.extensions().find(SignatureAlgorithms.class).isEmpty()) {
            throw new ViolationException(Violation.MISSING_SIGNATURE_ALGORITHMS, "in CertificateRequest");
        }
        request.extensions().find(OidFilters.class).map(OidFilters::filters).ifPresent(OidFilterMatch::check);
    }

    /** Sends Certificate, and CertificateVerify if it is not empty; {@code then} goes on, told whether it is not. */
    static Transition.Await<CredentialChoice> answer(
            ClientContext context,
            CertificateType type,
            CertificateRequest request,
            Flight flight,
            Function<Boolean, Transition> then) {
        Extensions wanted = request.extensions();
        CredentialRequest credentials = CredentialRequest.of(Side.CLIENT, type, Optional.empty(), wanted);
        return Transition.ask(
                new Request.ChooseCredentials(context.config().credentials(), credentials), choice -> switch (choice) {
                    case CredentialChoice.Choice chosen -> prove(context, request, flight, chosen, then);
                    case CredentialChoice.NoCredential none -> sendNone(context, request, flight, none, then);
                });
    }

    /** The server did not ask: what could have been shown stays unused. */
    static void reportUnasked(ClientContext context) {
        List<Rejected> unused = context.config().credentials().aliases().stream()
                .map(alias -> new Rejected(alias, "not asked for"))
                .toList();
        if (!unused.isEmpty()) {
            context.report(
                    new Choice(Subject.CLIENT_CERTIFICATE, "", "the server did not ask for a certificate", unused));
        }
    }

    private static Transition prove(
            ClientContext context,
            CertificateRequest request,
            Flight flight,
            CredentialChoice.Choice chosen,
            Function<Boolean, Transition> then) {
        String alias = chosen.credential().alias();
        context.report(new Choice(Subject.CLIENT_CERTIFICATE, alias, chosen.reason(), rejected(chosen)));
        //= R4.5.1-2
        flight.send(CertificateMessages.toSend(
                request.certificateRequestContext(),
                chosen.credential(),
                request.extensions(),
                context.config(),
                context.recorder()));
        SignatureScheme scheme = chosen.scheme();
        Bytes content = SignatureChecked.content(Side.CLIENT, flight.hash());
        Request.Sign sign = new Request.Sign(context.config().crypto(), chosen.credential(), scheme, content);
        return Transition.ask(sign, signature -> {
            //= R4.5.2-2
            flight.send(new CertificateVerify(scheme, signature));
            return then.apply(true);
        });
    }

    private static Transition sendNone(
            ClientContext context,
            CertificateRequest request,
            Flight flight,
            CredentialChoice.NoCredential none,
            Function<Boolean, Transition> then) {
        context.report(
                new Choice(Subject.CLIENT_CERTIFICATE, "", "none fits what the server asks for", rejected(none)));
        //= R4.5.1-3
        flight.send(new Certificate(request.certificateRequestContext(), List.of()));
        return then.apply(false);
    }

    private static List<Rejected> rejected(CredentialChoice choice) {
        return choice.rejected().stream()
                .map(each -> new Rejected(each.alias(), each.text()))
                .toList();
    }
}
