// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The client has a certificate that the server never asked for, and then the application was refused. */
final class ClientCertificateNotRequested implements Rule {
    private static final Pattern REFUSED = Pattern.compile("HTTP\\S* (401|403)\\b.*");

    @Override
    public List<Verdict> judge(Scene scene) {
        Optional<Choice> unused = scene.choice(Subject.CLIENT_CERTIFICATE)
                .filter(each -> each.chosen().isEmpty() && !each.rejected().isEmpty());
        Optional<Event.ApplicationMessageSeen> refusal = scene.story().all(Event.ApplicationMessageSeen.class).stream()
                .filter(e -> e.sender() == Side.SERVER
                        && REFUSED.matcher(e.summary()).matches())
                .findFirst();
        boolean unasked = scene.isClient()
                && scene.isEstablished()
                && scene.isWordless()
                && !scene.offers().certificateRequested();
        return unused.isPresent() && unasked && refusal.isPresent()
                ? List.of(explain(scene, unused.get(), refusal.get().summary()))
                : List.of();
    }

    private static Verdict explain(Scene scene, Choice unused, String refusal) {
        List<String> aliases =
                unused.rejected().stream().map(Choice.Rejected::value).toList();
        return Verdict.likely(
                        "MTLS.NOT_REQUESTED",
                        ExitCode.CLIENT_CERTIFICATE,
                        "the server did not ask for the client's certificate")
                .what(
                        scene.peer() + " sent no CertificateRequest, so " + Phrase.list(aliases)
                                + " stayed unused. Then the application answered " + Phrase.cut(refusal) + ".",
                        "Some servers ask only for some names or some paths, the latter after the handshake"
                                + " (post-handshake authentication), or a proxy in front of them ends TLS.")
                .whose("the server's configuration, or the name or address that you asked for")
                .fix(
                        "ask under the name that is configured for client certificates,",
                        "or make the server ask:",
                        "  nginx    ssl_verify_client on;",
                        "  Apache   SSLVerifyClient require",
                        "  Java     SSLParameters.setNeedClientAuth(true)")
                .check(scene.attempt().command())
                .evidence(scene.see(Event.Established.class, "handshake complete without a CertificateRequest"))
                .evidence(scene.see(Event.ApplicationMessageSeen.class, Phrase.cut(refusal)))
                .verdict();
    }
}
