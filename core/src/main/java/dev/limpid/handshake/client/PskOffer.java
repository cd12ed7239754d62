// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientConfig;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.handshake.client.OfferedKeys.Labelled;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.ServerAnswer;
import dev.limpid.observe.Event;
import dev.limpid.observe.PskMiss;
import dev.limpid.session.ClientSession;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Session;
import dev.limpid.session.TicketAge;
import dev.limpid.session.TicketTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client has to offer besides its trust in certificates: a ticket, external keys.
 *
 * @param keys a ticket's first, since early data goes with the first
 * @param missed why no ticket is among them, if none is
 */
record PskOffer(List<Labelled> keys, Optional<PskMiss> missed) {
    /** Takes a ticket out of the cache, so that no other connection offers it too (appendix C.4). */
    static PskOffer of(ClientContext context) {
        ClientConfig config = context.config();
        Instant now = config.time().now();
        List<Labelled> keys = new ArrayList<>();
        //= RC.4-1
        Optional<ClientSession> found = config.sessionCache().take(context.sessionKey(), now);
        Optional<PskMiss> objection =
                found.map(session -> objection(context, session.session(), now)).orElse(Optional.of(PskMiss.NO_TICKET));
        if (objection.isEmpty()) {
            found.ifPresent(session -> keys.add(labelled(session)));
        } else {
            found.ifPresent(session -> session.session().psk().destroy());
        }
        for (ExternalPsk external : config.externalPsks()) {
            if (config.cipherSuites().stream().anyMatch(external::fits)) {
                //= R4.3.11-1
                keys.add(new Labelled(
                        new KnownPsk.External(external), at -> new PreSharedKey.Identity(external.identity(), 0)));
            }
        }
        return new PskOffer(List.copyOf(keys), objection);
    }

    /** What early data would be sent under, if it may be sent at all: the server has to agree to the same suite and protocol. */
    Optional<EarlyDataTerms> earlyData(ClientConfig config) {
        //= RF.5-3
        if (!config.earlyData() || keys.isEmpty()) {
            return Optional.empty();
        }
        return keys.getFirst()
                .psk()
                .earlyData()
                .filter(terms -> config.cipherSuites().contains(terms.suite()))
                .filter(terms -> terms.protocol().map(config.alpn()::contains).orElse(true));
    }

    /** Tells what is offered, or why no ticket is. */
    void report(ClientContext context, boolean earlyData) {
        int tickets = (int) keys.stream().filter(key -> key.psk().isResumable()).count();
        if (!keys.isEmpty()) {
            context.recorder().record(new Event.PskOffered(tickets, keys.size() - tickets, earlyData));
        }
        if (context.config().resumes()) {
            missed.ifPresent(why -> context.recorder().record(new Event.PskMissed(why)));
        }
    }

    /**
     * Tells what the server made of the offer.
     *
     * @throws ViolationException if it uses no key, and this client goes on with nothing else
     */
    static void reportAnswer(ClientContext context, ClientOffer offer, ServerAnswer answer) {
        if (answer.psk().isPresent()) {
            int index = answer.psk().get();
            boolean resumed = offer.psks().get(index).key().isResumable();
            context.recorder().record(new Event.PskAccepted(index, resumed));
            return;
        }
        if (!offer.psks().isEmpty()) {
            context.recorder().record(new Event.PskMissed(PskMiss.NOT_TAKEN));
        }
        if (context.config().pskOnly()) {
            throw new ViolationException(
                    Violation.PSK_NOT_SELECTED, offer.psks().size() + " offered");
        }
    }

    private static Optional<PskMiss> objection(ClientContext context, Session session, Instant now) {
        //= R4.3.11.1-1
        //= R4.7.1-12
        if (session.isExpired(now)) {
            return Optional.of(PskMiss.EXPIRED);
        }
        if (context.config().cipherSuites().stream().noneMatch(session::fits)) {
            return Optional.of(PskMiss.NO_SUITE_OFFERED);
        }
        //= R4.7.1-7
        if (!session.serverName().equals(Optional.of(context.server().text()))) {
            return Optional.of(PskMiss.OTHER_NAME);
        }
        boolean unverified = session.authentication().kind() == OriginalAuthentication.Kind.UNVERIFIED;
        if (!session.binding().equals(context.config().sessionBinding())) {
            return Optional.of(unverified ? PskMiss.SERVER_UNVERIFIED : PskMiss.TRUST_CHANGED);
        }
        //= R4.7.1-19
        if (session.authentication()
                .remaining(now, TicketTerms.LONGEST_LIFETIME)
                .isZero()) {
            return Optional.of(PskMiss.PROOF_TOO_OLD);
        }
        return knows(context.config(), session.authentication())
                ? Optional.empty()
                : Optional.of(PskMiss.EXTERNAL_KEY_GONE);
    }

    /** Whether what {@code server} was authenticated by is still among the external PSKs, if it was such a key. */
    private static boolean knows(ClientConfig config, OriginalAuthentication server) {
        return server.externalPsk()
                .map(proof -> config.externalPsks().stream().anyMatch(key -> proof.isOf(key, config.crypto())))
                .orElse(true);
    }

    private static Labelled labelled(ClientSession session) {
        return new Labelled(
                new KnownPsk.Resumable(session.session()),
                at -> new PreSharedKey.Identity(
                        session.ticket(), TicketAge.obfuscated(session.session().terms(), at)));
    }
}
