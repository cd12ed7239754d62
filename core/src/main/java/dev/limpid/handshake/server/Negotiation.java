// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.handshake.Transition;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.CertificateTypes;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ExtensionType;
import dev.limpid.request.Request;
import java.util.List;
import java.util.Optional;

/** RECVD_CH to NEGOTIATED: the hello is settled; with which certificate do we answer? */
final class Negotiation {
    private Negotiation() {}

    /** @param early the early secret of the key that was selected, if one was */
    static Transition begin(
            ServerContext context,
            ClientHello hello,
            ServerChoice choice,
            Optional<EarlySecret> early,
            boolean retried) {
        context.output().peerAsked(hello.extensions());
        choice.psk().ifPresent(selected -> selected.key().forget());
        return EarlyDataDecision.decide(
                context,
                hello,
                choice,
                retried,
                earlyData -> early.map(secret -> byPsk(context, hello, choice, secret, retried, earlyData))
                        .orElseGet(() -> byCertificate(context, hello, choice, retried)),
                () -> early.ifPresent(EarlySecret::destroy));
    }

    private static Transition byPsk(
            ServerContext context,
            ClientHello hello,
            ServerChoice choice,
            EarlySecret early,
            boolean retried,
            boolean earlyData) {
        boolean resumed = choice.psk().orElseThrow().key().isResumable();
        context.recorder()
                .record(new Event.PskAccepted(choice.psk().orElseThrow().index(), resumed));
        return Negotiated.answer(context, hello, choice, early, retried, earlyData);
    }

    private static Transition byCertificate(
            ServerContext context, ClientHello hello, ServerChoice choice, boolean retried) {
        if (context.config().pskOnly()) {
            throw new ViolationException(Violation.UNKNOWN_PSK);
        }
        //= R9.2-10
        if (!hello.extensions().contains(ExtensionType.SIGNATURE_ALGORITHMS)) {
            throw new ViolationException(Violation.MISSING_SIGNATURE_ALGORITHMS, "and no PSK will do");
        }
        CertificateTypes types = CertificateTypes.of(context.config(), hello);
        CredentialRequest wanted =
                CredentialRequest.of(Side.SERVER, types.server(), choice.serverName(), hello.extensions());
        return Transition.ask(
                new Request.ChooseCredentials(context.config().credentials(), wanted), answer -> switch (answer) {
                    case CredentialChoice.Choice chosen -> {
                        report(context, chosen);
                        yield Negotiated.answer(context, hello, choice, types, chosen, retried);
                    }
                    case CredentialChoice.NoCredential none -> throw refusal(context, none);
                });
    }

    private static void report(ServerContext context, CredentialChoice.Choice chosen) {
        context.report(new Choice(Subject.CERTIFICATE, chosen.credential().alias(), chosen.reason(), rejected(chosen)));
        context.report(Choice.of(
                Subject.SIGNATURE_SCHEME,
                chosen.scheme().toString(),
                "the certificate's key signs with it and the client accepts it"));
    }

    private static ViolationException refusal(ServerContext context, CredentialChoice.NoCredential none) {
        context.report(new Choice(Subject.CERTIFICATE, "", "none fits this client", rejected(none)));
        return switch (none.reason()) {
            case NO_NAME_MATCH -> new ViolationException(Violation.UNKNOWN_SERVER_NAME);
            case EMPTY -> new ViolationException(Violation.NO_CREDENTIALS, "this server has no certificate");
            case WRONG_TYPE -> new ViolationException(Violation.NO_COMMON_CERTIFICATE_TYPE);
            case NO_SCHEME, OID_FILTERS, CHAIN_NOT_ACCEPTED, NO_AUTHORITY, ANOTHER_PREFERRED ->
                new ViolationException(Violation.NO_COMMON_SIGNATURE_SCHEME);
        };
    }

    private static List<Rejected> rejected(CredentialChoice choice) {
        return choice.rejected().stream()
                .map(each -> new Rejected(each.alias(), each.text()))
                .toList();
    }
}
