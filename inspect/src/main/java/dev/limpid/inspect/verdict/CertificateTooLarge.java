// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.message.Certificate;
import dev.limpid.observe.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Certificate message is larger, or a chain longer, than somebody takes. */
final class CertificateTooLarge implements Rule {
    private static final String CODE = "CERT.TOO_LARGE";

    /** The lowest limits of known peers: Java's for a handshake message and for a client's chain. */
    private static final int SMALLEST_MESSAGE = 32_768;

    private static final int SHORTEST_CHAIN = 8;
    private static final Set<String> WAITING = Set.of("WAIT_CERT", "WAIT_CERT_CR");

    @Override
    public List<Verdict> judge(Scene scene) {
        boolean here = scene.violated(Violation.COMPRESSED_CERTIFICATE_TOO_LARGE)
                || scene.violated(Violation.MESSAGE_TOO_LARGE)
                        && scene.story()
                                .last(Event.StateEntered.class)
                                .filter(e -> WAITING.contains(e.state()))
                                .isPresent();
        if (here) {
            return List.of(here(scene));
        }
        boolean refused = scene.alerted(
                        AlertDescription.ILLEGAL_PARAMETER,
                        AlertDescription.BAD_CERTIFICATE,
                        AlertDescription.CERTIFICATE_UNKNOWN,
                        AlertDescription.UNEXPECTED_MESSAGE,
                        AlertDescription.DECODE_ERROR,
                        AlertDescription.HANDSHAKE_FAILURE,
                        AlertDescription.INTERNAL_ERROR)
                || scene.isWordless()
                        && scene.ended(Event.Ending.RESET, Event.Ending.END_OF_STREAM)
                        && !scene.isEstablished();
        return refused ? ours(scene).map(sent -> List.of(there(scene, sent))).orElse(List.of()) : List.of();
    }

    /** What this side sent, if that is more than some peers take. */
    private static Optional<Event.MessageSeen> ours(Scene scene) {
        return scene.story().all(Event.MessageSeen.class).stream()
                .filter(e -> e.sender() == scene.story().role())
                .filter(e -> e.message() instanceof Certificate certificate
                        && (e.length() > SMALLEST_MESSAGE
                                || certificate.certificateList().size() > SHORTEST_CHAIN))
                .findFirst();
    }

    private static Verdict here(Scene scene) {
        return Verdict.certain(
                        CODE,
                        exitFor(!scene.isClient()),
                        scene.peer() + "'s certificates are larger than this side accepts")
                .what(Phrase.sentence(Phrase.paragraph(scene.detail())) + ".")
                .whose("the peer's chain, or the limit here: Limits.messageLength")
                .fix(
                        "have the peer send only its own certificate and the intermediates, with few names in them,",
                        "or raise the limit here if so much is really needed")
                .java("The size of the handshake message (…) exceeds the maximum allowed size (32768)")
                .openssl("excessive message size")
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static Verdict there(Scene scene, Event.MessageSeen sent) {
        int certificates = ((Certificate) sent.message()).certificateList().size();
        return Verdict.possible(
                        CODE, exitFor(scene.isClient()), "the peer may not accept so large a certificate message")
                .what(
                        "This side sent " + Phrase.count(certificates, "certificate") + " in a message of "
                                + sent.length() + " bytes.",
                        "Known limits: Java 32768 bytes (jdk.tls.maxHandshakeMessageSize), 10 certificates from a server"
                                + " (jdk.tls.client.maxInboundCertificateChainLength) and 8 from a client"
                                + " (jdk.tls.server.maxInboundCertificateChainLength); OpenSSL 102400 bytes"
                                + " (SSL_CTX_set_max_cert_list).")
                .whose("this side's chain, or the peer's limits")
                .fix(
                        "send only the own certificate and the intermediates, without the root; use fewer names or smaller keys")
                .check(scene.attempt().command())
                .java("The size of the handshake message (…) exceeds the maximum allowed size (32768)")
                .openssl("excessive message size")
                .evidence(scene.see(Event.MessageSeen.class, "Certificate of " + sent.length() + " bytes"))
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static int exitFor(boolean clientsCertificates) {
        return clientsCertificates ? ExitCode.CLIENT_CERTIFICATE : ExitCode.CERTIFICATE;
    }
}
