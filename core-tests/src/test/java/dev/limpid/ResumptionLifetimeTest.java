// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.ResumptionTest.events;
import static dev.limpid.ResumptionTest.facts;
import static dev.limpid.ResumptionTest.missed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Event;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.ClientSession;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Session;
import dev.limpid.session.SessionCache;
import dev.limpid.session.SessionKey;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.TicketKey;
import dev.limpid.session.TicketOpening;
import dev.limpid.session.TicketTerms;
import dev.limpid.session.Tickets;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All that descends from one proof of a certificate's key ends with the certificate, and seven days after the proof (section 4.7.1). */
class ResumptionLifetimeTest {
    private static final Instant NOON = FixedTime.NOON.now();
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final SessionCache cache = BoundedSessionCache.standard();
    private final Tickets tickets = StatelessTickets.withKeys(Lab.CRYPTO, List.of(TicketKey.random(Lab.CRYPTO)));

    @Test
    void aClientResumesNoLongerThanTheServersCertificateLasts() {
        //= R4.7.1-19
        Credentials shop = twoDays("shop.lab");
        for (int hours : List.of(47, 49)) {
            cache.clear();
            new Pair(client(0, cache), server(0, tickets, shop).build()).handshake();
            Pair later =
                    new Pair(client(hours, cache), server(hours, tickets, shop).build()).run();
            boolean valid = hours < 48;
            assertThat(events(later.client(), Event.PskOffered.class)).hasSize(valid ? 1 : 0);
            assertThat(later.client().failure().isEmpty()).isEqualTo(valid);
        }
    }

    @Test
    void aServersTicketsEndWithItsClientsCertificate() {
        //= R4.7.1-19
        ServerConfig server = server(0, tickets, Credentials.of(Lab.SHOP.credential()))
                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                .build();
        ClientConfig client =
                client(0, cache).toBuilder().credentials(twoDays("user")).build();
        assertThat(events(new Pair(client, server).handshake().server(), Event.TicketIssued.class))
                .isNotEmpty()
                .allMatch(ticket -> ticket.lifetime() == TWO_DAYS.toSeconds());
    }

    @Test
    void aClientResumesNoLongerThanSevenDaysWhateverTheServerPromises() {
        //= R4.7.1-19
        Tickets endless = renewing(tickets);
        Credentials shop = Credentials.of(Lab.SHOP.credential());
        new Pair(client(0, cache), server(0, endless, shop).build()).handshake();
        for (int days : List.of(3, 6, 9)) {
            Pair pair = new Pair(
                            client(24 * days, cache),
                            server(24 * days, endless, shop).build())
                    .handshake();
            assertThat(facts(pair.client()).resumed()).isEqualTo(days < 7);
        }
    }

    @Test
    void aTicketWhoseProofIsTooOldIsNotOfferedWhereverItWasKept() {
        //= R4.7.1-19
        Credentials shop = Credentials.of(Lab.SHOP.credential());
        new Pair(client(0, cache), server(0, tickets, shop).build()).handshake();
        Pair pair = new Pair(
                        client(24 * 7, fresh(cache, NOON)),
                        server(0, tickets, shop).build())
                .run();
        assertThat(missed(pair.client())).contains("the proof that the ticket's connection rests on is too old");
        assertThat(facts(pair.client()).resumed()).isFalse();
    }

    private static Credentials twoDays(String name) {
        TestCertificate leaf = Lab.ROOT
                .leaf(name)
                .valid(NOON.minusSeconds(1), NOON.plus(TWO_DAYS))
                .issue();
        return Credentials.of(leaf.credential());
    }

    private static ClientConfig client(int hours, SessionCache cache) {
        return ClientConfig.builder(Lab.CRYPTO, after(hours), Lab.verifier())
                .sessionCache(cache)
                .build();
    }

    private static ServerConfig.Builder server(int hours, Tickets tickets, Credentials credentials) {
        return ServerConfig.builder(Lab.CRYPTO, after(hours), credentials).tickets(tickets);
    }

    private static FixedTime after(int hours) {
        return new FixedTime(NOON.plus(Duration.ofHours(hours)));
    }

    /** A server that counts the seven days from each resumption. */
    private static Tickets renewing(Tickets tickets) {
        return new Tickets() {
            @Override
            public Optional<Bytes> issue(Session session) {
                return tickets.issue(session);
            }

            @Override
            public TicketOpening open(Bytes identity, Instant now) {
                return tickets.open(identity, now) instanceof TicketOpening.Opened(Session session)
                        ? new TicketOpening.Opened(new Session(
                                session.suite(),
                                session.psk(),
                                session.terms(),
                                session.agreement(),
                                OriginalAuthentication.none(now),
                                session.binding()))
                        : tickets.open(identity, now);
            }

            @Override
            public Duration longestLifetime() {
                return tickets.longestLifetime();
            }
        };
    }

    /** A cache whose tickets have all just come. */
    private static SessionCache fresh(SessionCache cache, Instant kept) {
        return new SessionCache() {
            @Override
            public void put(SessionKey key, ClientSession session) {
                cache.put(key, session);
            }

            @Override
            public Optional<ClientSession> take(SessionKey key, Instant now) {
                return cache.take(key, kept).map(ticket -> {
                    Session session = ticket.session();
                    return new ClientSession(
                            ticket.ticket(),
                            new Session(
                                    session.suite(),
                                    session.psk(),
                                    new TicketTerms(now, session.lifetime(), session.ageAdd(), 0),
                                    session.agreement(),
                                    session.authentication(),
                                    session.binding()));
                });
            }

            @Override
            public void invalidate(SessionKey key) {
                cache.invalidate(key);
            }

            @Override
            public void clear() {
                cache.clear();
            }
        };
    }
}
