// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.extension.EarlyData;
import dev.limpid.keyschedule.ResumptionSecret;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.session.Agreement;
import dev.limpid.session.ClientSession;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Psk;
import dev.limpid.session.Session;
import dev.limpid.session.TicketTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Turns the server's tickets into sessions for the cache (section 4.7.1); without a cache it lets them pass. */
final class TicketKeeper {
    private final ClientContext context;
    private final ConnectionFacts facts;
    private final OriginalAuthentication server;
    private final ResumptionSecret resumption;

    private TicketKeeper(
            ClientContext context, ConnectionFacts facts, OriginalAuthentication server, ResumptionSecret resumption) {
        this.context = context;
        this.facts = facts;
        this.server = server;
        this.resumption = resumption;
    }

    /** @param resumption belongs to the keeper from now on */
    static TicketKeeper of(
            ClientContext context, ConnectionFacts facts, OriginalAuthentication server, ResumptionSecret resumption) {
        if (!context.config().resumes()) {
            resumption.destroy();
        }
        return new TicketKeeper(context, facts, server, resumption);
    }

    /** @throws ViolationException if the ticket is to live longer than any may */
    void keep(NewSessionTicket ticket) {
        long earlyData = ticket.extensions()
                .find(EarlyData.NewSessionTicket.class)
                .map(EarlyData.NewSessionTicket::maxEarlyDataSize)
                .orElse(0L);
        if (!context.config().resumes()) {
            //= R4.7.1-3
            report(ticket, earlyData, false, "this client does not resume");
            return;
        }
        //= R4.7.1-11
        if (ticket.ticketLifetime() > TicketTerms.LONGEST_LIFETIME.toSeconds()) {
            throw new ViolationException(Violation.TICKET_LIFETIME_TOO_LONG, ticket.ticketLifetime() + " s");
        }
        if (ticket.ticketLifetime() == 0) {
            report(ticket, earlyData, false, "its lifetime is 0");
            return;
        }
        Instant now = context.config().time().now();
        //= R4.7.1-19
        Duration left = server.remaining(now, TicketTerms.LONGEST_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        if (left.isZero()) {
            report(ticket, earlyData, false, "the proof that it rests on is too old");
            return;
        }
        Duration said = Duration.ofSeconds(ticket.ticketLifetime());
        Duration lifetime = said.compareTo(left) < 0 ? said : left;
        context.config().sessionCache().put(context.sessionKey(), session(ticket, earlyData, now, lifetime));
        report(ticket, earlyData, true, "for the next connection to this server");
    }

    void destroy() {
        resumption.destroy();
    }

    private ClientSession session(NewSessionTicket ticket, long earlyData, Instant now, Duration lifetime) {
        byte[] key = resumption.psk(ticket.ticketNonce());
        try {
            return new ClientSession(
                    ticket.ticket(),
                    new Session(
                            facts.cipherSuite(),
                            Psk.of(key),
                            new TicketTerms(now, lifetime, ticket.ticketAgeAdd(), earlyData),
                            new Agreement(facts.serverName(), facts.alpn(), facts.group()),
                            server,
                            context.config().sessionBinding()));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private void report(NewSessionTicket ticket, long earlyData, boolean kept, String reason) {
        context.recorder().record(new Event.TicketIssued(ticket.ticketLifetime(), earlyData, kept, reason));
    }
}
