// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.BrokenExpectation.expect;
import static dev.limpid.conformance.bogo.BrokenExpectation.expectEqual;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.ExtensionType;
import dev.limpid.session.Session;
import java.time.Duration;
import java.util.Optional;

/** What flags say about early data, compared with what became of it. */
final class EarlyDataExpectations {
    private static final long TOLERATED_SKEW = 60;

    private final Settings settings;
    private final Attempt attempt;
    private final ConnectionFacts facts;

    EarlyDataExpectations(Settings settings, Attempt attempt, ConnectionFacts facts) {
        this.settings = settings;
        this.attempt = attempt;
        this.facts = facts;
    }

    /** Checks a connection after the first. */
    void check() {
        expect(!settings.has("-expect-accept-early-data") || accepted(), "early data was not accepted");
        expect(!settings.has("-expect-reject-early-data") || !accepted(), "early data was accepted");
        settings.flags()
                .number("-expect-ticket-age-skew")
                .filter(skew -> skew != 0)
                .ifPresent(skew -> expectEqual("the skew of the ticket's age", (long) skew, skew()));
    }

    /** Checks why early data was taken or not, on any connection. */
    void checkReason() {
        settings.flags()
                .text("-expect-early-data-reason")
                .ifPresent(reason -> expectEqual("what became of early data", reason, reason()));
    }

    private String reason() {
        if (!settings.has("-enable-early-data")) {
            return "disabled";
        }
        if (accepted()) {
            return "accept";
        }
        return settings.isServer() ? reasonOfServer() : reasonOfClient();
    }

    private String reasonOfClient() {
        if (attempt.witness().offered(ExtensionType.EARLY_DATA)) {
            if (facts.retried()) {
                return "hello_retry_request";
            }
            return facts.resumed() ? "peer_declined" : "session_not_resumed";
        }
        Optional<Session> session = attempt.session().get();
        if (session.isEmpty()) {
            return "no_session_offered";
        }
        return session.get().maxEarlyDataSize() == 0 ? "unsupported_for_session" : "alpn_mismatch";
    }

    private String reasonOfServer() {
        if (!attempt.witness().offered(ExtensionType.PRE_SHARED_KEY)) {
            return "no_session_offered";
        }
        if (!facts.resumed()) {
            return "session_not_resumed";
        }
        Session session = attempt.session().get().orElseThrow();
        if (session.maxEarlyDataSize() == 0) {
            return "unsupported_for_session";
        }
        if (!attempt.witness().offered(ExtensionType.EARLY_DATA)) {
            return "peer_declined";
        }
        if (!session.protocol().equals(facts.alpn())) {
            return "alpn_mismatch";
        }
        if (Math.abs(skew()) > TOLERATED_SKEW) {
            return "ticket_age_skew";
        }
        return facts.retried() ? "hello_retry_request" : "peer_declined";
    }

    private boolean accepted() {
        return attempt.connection().earlyDataAccepted().orElse(false);
    }

    private long skew() {
        return attempt.ticketAgeSkew().map(Duration::toSeconds).orElse(0L);
    }
}
