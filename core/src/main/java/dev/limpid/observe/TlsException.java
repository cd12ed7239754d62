// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import java.util.Optional;

/**
 * The one exception of a connection: the rule that the peer broke, or the alert that it sent, or that it left without a word.
 * {@link #code()} is stable; the message is a sentence for people. Holds no secret. The connection is closed.
 */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Violation> violation;
    private final transient Optional<Alert> peerAlert;
    private final transient HandshakeReport report;
    private final String code;
    private final String section;

    private TlsException(
            String code,
            String section,
            String message,
            Optional<Violation> violation,
            Optional<Alert> peerAlert,
            HandshakeReport report) {
        super(message);
        this.code = code;
        this.section = section;
        this.violation = violation;
        this.peerAlert = peerAlert;
        this.report = report;
    }

    /**
     * This side found {@code violation}.
     *
     * @param peerTold whether its alert goes to the peer
     */
    public static TlsException of(Violation violation, String detail, boolean peerTold, HandshakeReport report) {
        String sentence = violation.sentence() + (detail.isEmpty() ? "" : ": " + Escape.text(detail));
        String answer = peerTold ? "alert: " + violation.alert() : "no alert after close_notify";
        return new TlsException(
                violation.name(),
                violation.section(),
                sentence + " [" + violation.section() + ", " + answer + "]",
                Optional.of(violation),
                Optional.empty(),
                report);
    }

    /** The peer gave up and said why. */
    public static TlsException ofPeer(Alert alert, HandshakeReport report) {
        return new TlsException(
                "PEER_ALERT",
                "RFC 9846 6",
                "the peer ended the connection with the alert " + alert + " [RFC 9846 6]",
                Optional.empty(),
                Optional.of(alert),
                report);
    }

    /** The transport ended without close_notify: what was read may not be all that was sent (section 6.1). */
    public static TlsException truncated(HandshakeReport report) {
        return new TlsException(
                "TRUNCATED",
                "RFC 9846 6.1",
                "the transport ended without close_notify: data may be missing [RFC 9846 6.1]",
                Optional.empty(),
                Optional.empty(),
                report);
    }

    /** A stable name for programs: a {@link Violation}'s name, {@code PEER_ALERT} or {@code TRUNCATED}. */
    public String code() {
        return code;
    }

    /** The section that sets the rule, such as {@code RFC 9846 4.2.3}. */
    public String section() {
        return section;
    }

    /** The rule that was broken, if this side noticed. */
    public Optional<Violation> violation() {
        return violation;
    }

    /** The alert that the peer sent, if that ended the connection. */
    public Optional<Alert> peerAlert() {
        return peerAlert;
    }

    /** What had happened so far. */
    public HandshakeReport report() {
        return report;
    }
}
