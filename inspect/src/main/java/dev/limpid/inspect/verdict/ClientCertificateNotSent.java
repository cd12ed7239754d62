// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.List;
import java.util.Optional;

/** The client has certificates, but none that fits what the server asked for: for each the reason. */
final class ClientCertificateNotSent implements Rule {
    private static final int ROWS = 12;

    @Override
    public List<Verdict> judge(Scene scene) {
        Optional<Choice> choice = scene.choice(Subject.CLIENT_CERTIFICATE)
                .filter(each -> each.chosen().isEmpty() && !each.rejected().isEmpty());
        boolean sentNone = scene.isClient()
                && scene.offers().certificateRequested()
                && scene.offers().certificates(Side.CLIENT).filter(n -> n == 0).isPresent();
        // servers of other stacks say it less clearly: Java's bad_certificate, others' handshake_failure
        boolean refused = scene.alerted(
                AlertDescription.CERTIFICATE_REQUIRED,
                AlertDescription.BAD_CERTIFICATE,
                AlertDescription.HANDSHAKE_FAILURE,
                AlertDescription.CERTIFICATE_UNKNOWN,
                AlertDescription.ACCESS_DENIED);
        return choice.isPresent() && sentNone && refused ? List.of(explain(scene, choice.get())) : List.of();
    }

    private static Verdict explain(Scene scene, Choice choice) {
        long more = Math.max(0, choice.rejected().size() - ROWS);
        return Verdict.certain(
                        "MTLS.NOT_SENT_BECAUSE",
                        ExitCode.CLIENT_CERTIFICATE,
                        "the client has a certificate, but none that fits what the server asks for")
                .what(scene.peer()
                        + " asked for a certificate and ended the connection when none came. None was sent because:")
                .what(choice.rejected().stream()
                        .limit(ROWS)
                        .map(row -> Phrase.cut(row.value()) + ": " + Phrase.paragraph(row.reason()))
                        .toArray(String[]::new))
                .what(more > 0 ? "and " + more + " more" : "")
                .whose("yours (the client's certificates), or what the server asks for")
                .fix(
                        "use a certificate whose key, issuer and extensions fit the server's request (-v shows it),",
                        "or have the server ask for less: its signature schemes, CA list and oid_filters decide")
                .check(scene.attempt().command())
                .java("No X.509 certificate for client authentication, use empty Certificate message instead")
                .openssl("tlsv13 alert certificate required (116)")
                .evidence(scene.see(Event.Chosen.class, "client certificate: " + Phrase.cut(choice.reason())))
                .evidence(scene.seeAlert())
                .verdict();
    }
}
