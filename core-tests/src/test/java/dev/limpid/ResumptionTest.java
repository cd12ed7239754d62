// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.DangerouslyUnverified;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tickets, and the handshakes that resume with them (sections 2.2 and 4.7.1). */
class ResumptionTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    private final Acquaintance lab = Acquaintance.inTheLab();

    @Test
    void resumesWithATicketAndShowsNoCertificate() {
        Pair first = lab.pair().handshake();
        Pair second = lab.pair().handshake();

        assertThat(facts(first.client()).resumed()).isFalse();
        for (End end : List.of(second.client(), second.server())) {
            assertThat(facts(end).resumed()).isTrue();
            assertThat(facts(end).signatureScheme()).isEmpty();
            assertThat(facts(end).group()).contains(NamedGroup.X25519MLKEM768);
        }
        //= R4.7.1-9
        assertThat(facts(second.server()).serverName()).contains("shop.lab");
        assertThat(second.client().connection().peerCertificates())
                .isEqualTo(first.client().connection().peerCertificates())
                .isNotEmpty();
        second.server().receive(second.client().seal(Bytes.ofUtf8("again")));
        assertThat(second.server().received()).isEqualTo(Bytes.ofUtf8("again"));
    }

    @Test
    void theNameIsAcknowledgedWhereItIsNewOnly() {
        // RFC 6066 section 3
        for (boolean acknowledged : List.of(true, false)) {
            assertThat(events(lab.pair().handshake().client(), Event.MessageSeen.class))
                    .map(Event.MessageSeen::message)
                    .filteredOn(EncryptedExtensions.class::isInstance)
                    .map(EncryptedExtensions.class::cast)
                    .map(message -> message.extensions().contains(ExtensionType.SERVER_NAME))
                    .containsExactly(acknowledged);
        }
    }

    @Test
    void goesOnResumingAsEachResumptionBringsNewTickets() {
        //= RC.4-3
        lab.pair().handshake();
        for (int i = 0; i < 5; i++) {
            assertThat(facts(lab.pair().handshake().client()).resumed()).isTrue();
        }
    }

    @Test
    void sendsTwoTicketsEachWithItsOwnAgeAdd() {
        //= R4.7.1-5
        //= R4.7.1-14
        Pair pair = lab.pair().handshake();
        List<Event.TicketIssued> tickets = events(pair.client(), Event.TicketIssued.class);
        assertThat(tickets).hasSize(2).allMatch(Event.TicketIssued::kept);
        assertThat(tickets).allMatch(ticket -> ticket.lifetime() > 0 && ticket.lifetime() <= 604_800);
        assertThat(events(pair.server(), Event.MessageSeen.class))
                .map(Event.MessageSeen::message)
                .filteredOn(dev.limpid.message.NewSessionTicket.class::isInstance)
                .map(dev.limpid.message.NewSessionTicket.class::cast)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .extracting(dev.limpid.message.NewSessionTicket::ticketAgeAdd)
                .doesNotHaveDuplicates();
    }

    @Test
    void usesATicketOnce() {
        //= RC.4-1
        lab.server().ticketCount(1);
        lab.pair().handshake();
        lab.server().ticketCount(0);
        assertThat(facts(lab.pair().handshake().client()).resumed()).isTrue();
        Pair third = lab.pair().handshake();
        assertThat(facts(third.client()).resumed()).isFalse();
        assertThat(missed(third.client())).containsExactly("there is no ticket for this server");
    }

    @Test
    void sendsAsManyTicketsAsTheClientAsksForUpToItsOwnNumber() {
        lab.client().ticketRequest(1, 3);
        lab.server().ticketCount(2);
        assertThat(events(lab.pair().handshake().client(), Event.TicketIssued.class))
                .hasSize(1);
        assertThat(events(lab.pair().handshake().client(), Event.TicketIssued.class))
                .hasSize(2);
        lab.client().ticketRequest(0, 0);
        assertThat(events(lab.pair().handshake().client(), Event.TicketIssued.class))
                .isEmpty();
    }

    @Test
    void sendsATicketWheneverTheServerWants() {
        lab.server().ticketCount(0);
        Pair pair = lab.pair().handshake();
        assertThat(pair.server().connection().sendTicket()).isTrue();
        pair.run();
        assertThat(facts(lab.pair().handshake().client()).resumed()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().connection().sendTicket());
    }

    @Test
    void sendsNoTicketToAClientThatCouldNotUseIt() {
        //= R4.3.9-5
        //= R4.7.1-1
        Pair plain = new Pair(Lab.client().build(), lab.server().build()).handshake();
        assertThat(events(plain.server(), Event.TicketIssued.class)).isEmpty();
        assertThat(plain.server().connection().sendTicket()).isFalse();
        lab.client().pskModes(List.of(PskKeyExchangeMode.PSK_KE));
        assertThat(events(lab.pair().handshake().server(), Event.TicketIssued.class))
                .isEmpty();
    }

    @Test
    void aClientThatDoesNotResumeIgnoresTickets() {
        //= R4.7.1-3
        ClientConfig config = Lab.client()
                .externalPsks(List.of(ExternalPskTest.key("nobody", 1)))
                .build();
        Pair pair = new Pair(config, lab.server().build()).handshake();
        assertThat(events(pair.client(), Event.TicketIssued.class)).hasSize(2).noneMatch(Event.TicketIssued::kept);
        assertThat(pair.client().failure()).isEmpty();
    }

    @Test
    void retriesWithATicketForAnotherGroup() {
        //= R4.3.8-14
        lab.pair().handshake();
        lab.server().groups(List.of(NamedGroup.SECP384R1));
        lab.client().groups(List.of(NamedGroup.X25519, NamedGroup.SECP384R1)).keyShares(List.of(NamedGroup.X25519));
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.server()).retried()).isTrue();
        assertThat(facts(pair.server()).resumed()).isTrue();
        assertThat(facts(pair.client()).group()).contains(NamedGroup.SECP384R1);
    }

    @Test
    void offersNoTicketAgainWhoseHashTheRetryRulesOut() {
        lab.client().cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384));
        lab.pair().handshake();
        lab.client()
                .cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384))
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP384R1))
                .keyShares(List.of(NamedGroup.X25519));
        lab.server().cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)).groups(List.of(NamedGroup.SECP384R1));
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.client()).retried()).isTrue();
        assertThat(facts(pair.client()).resumed()).isFalse();
        assertThat(facts(pair.client()).cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(missed(pair.server())).isNotEmpty();
    }

    @Test
    void resumesOnlyUnderASuiteWithTheSameHash() {
        //= R4.3.11-3
        //= R4.7.1-6
        lab.client().cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384));
        lab.pair().handshake();
        lab.client().cipherSuites(Lab.CRYPTO.cipherSuites());
        Pair same = lab.pair().handshake();
        assertThat(facts(same.server()).resumed()).isTrue();
        assertThat(facts(same.server()).cipherSuite()).isEqualTo(CipherSuite.TLS_AES_256_GCM_SHA384);

        lab.client().cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256));
        Pair other = lab.pair().handshake();
        assertThat(facts(other.server()).resumed()).isFalse();
        assertThat(missed(other.client()))
                .containsExactly("no suite that is offered has the hash of the ticket's connection");
    }

    @Test
    void aServerWithOtherKeysMakesAFullHandshake() {
        //= R4.3.11-5
        //= R4.3.11-6
        lab.pair().handshake();
        Acquaintance other = Acquaintance.inTheLab();
        Pair pair = new Pair(lab.client().build(), other.server().build()).handshake();
        assertThat(facts(pair.client()).resumed()).isFalse();
        assertThat(missed(pair.client())).containsExactly("the server did not take what was offered");
        assertThat(missed(pair.server())).containsExactly("this server did not issue it, or has lost the key since");
    }

    @Test
    void carriesAClientsCertificateOver() {
        lab.client().credentials(Credentials.of(CLIENT.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
        Pair pair = lab.next().handshake();
        assertThat(facts(pair.server()).resumed()).isTrue();
        assertThat(facts(pair.server()).clientAuthenticated()).isTrue();
        //= R4.4.2-1
        assertThat(pair.server().connection().peerCertificates())
                .containsExactly(CLIENT.credential().chain().getFirst());
    }

    @Test
    void carriesACertificateOverThatWasShownAfterTheHandshake() {
        //= R4.4.2-8
        lab.client().credentials(Credentials.of(CLIENT.credential())).postHandshakeAuthentication(true);
        lab.server().clientVerifier(Lab.verifier()).ticketCount(0);
        Pair pair = lab.pair().handshake();
        pair.server().connection().requestClientCertificate(ClientAuthentication.NEED);
        pair.run();
        assertThat(pair.server().connection().sendTicket()).isTrue();
        pair.run();

        TlsConnection resumed = lab.pair().handshake().server().connection();
        assertThat(resumed.facts().orElseThrow().resumed()).isTrue();
        assertThat(resumed.facts().orElseThrow().clientAuthenticated()).isTrue();
        assertThat(resumed.peerCertificates())
                .containsExactly(CLIENT.credential().chain().getFirst());
        assertThat(resumed.mayRequestClientCertificate()).isTrue();
    }

    @Test
    void forgetsAllTicketsOfAServerThatRefusedOne() {
        lab.pair().handshake();
        Pair refused = new Pair(lab.client().build(), Lab.server().build()).handshake();
        assertThat(facts(refused.client()).resumed()).isFalse();
        Pair next = lab.pair().handshake();
        assertThat(missed(next.client())).containsExactly("there is no ticket for this server");
    }

    @Test
    void asksForACertificateAgainWhereTheRulesHaveChanged() {
        lab.client().credentials(Credentials.of(CLIENT.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
        lab.pair().handshake();
        TestCertificate stranger = TestPki.root("Another Root").issue();
        lab.server()
                .clientAuthentication(
                        ClientAuthentication.WANT,
                        PkixVerifier.trusting(
                                TrustAnchors.of("both", List.of(Lab.ROOT.certificate(), stranger.certificate()))));
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.server()).resumed()).isFalse();
        assertThat(missed(pair.server()))
                .containsExactly("this server's rules about whom it lets in have changed since");
    }

    @Test
    void aServerThatAsksNobodyTakesNoSessionIntoOneThatNeedsACertificate() {
        lab.pair().handshake();
        lab.client().credentials(Credentials.of(CLIENT.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.server()).resumed()).isFalse();
        assertThat(facts(pair.server()).clientAuthenticated()).isTrue();
    }

    @Test
    void doesNotResumeUnderAnotherName() {
        //= R4.7.1-7
        lab.pair().handshake();
        lab.client().sendServerName(false);
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.server()).resumed()).isFalse();
        assertThat(missed(pair.server())).containsExactly("the ticket is of a connection to another name");
    }

    @Test
    void keepsTheTicketsOfDifferentNamesApart() {
        lab.pair().handshake();
        Pair pair = new Pair(
                lab.client().build(), lab.server().build(), ServerName.of("other.lab"), Observer.NONE, Observer.NONE);
        assertThat(events(pair.client(), Event.PskOffered.class)).isEmpty();
    }

    @Test
    void whoTrustsOthersFindsNoTicket() {
        lab.pair().handshake();
        TestCertificate stranger = TestPki.root("Another Root").issue();
        PkixVerifier both =
                PkixVerifier.trusting(TrustAnchors.of("both", List.of(Lab.ROOT.certificate(), stranger.certificate())));
        ClientConfig client = ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, both)
                .sessionCache(lab.cache())
                .build();
        assertThat(facts(new Pair(client, lab.server().build()).handshake().client())
                        .resumed())
                .isFalse();
    }

    @Test
    void whatNobodyVouchedForIsNotResumedWhereSomebodyHasTo() {
        ServerConfig server = ServerConfig.builder(
                        Lab.CRYPTO,
                        FixedTime.NOON,
                        Credentials.of(TestPki.root("Nobody")
                                .issue()
                                .leaf("shop.lab")
                                .issue()
                                .credential()))
                .tickets(lab.server().build().tickets())
                .build();
        ClientConfig careless = ClientConfig.builder(
                        Lab.CRYPTO, FixedTime.NOON, DangerouslyUnverified.wrap(Lab.verifier()))
                .sessionCache(lab.cache())
                .build();
        new Pair(careless, server).handshake();
        assertThat(facts(new Pair(careless, server).handshake().client()).resumed())
                .isTrue();
        Pair careful = new Pair(lab.client().build(), server).run();
        assertThat(careful.client().failure()).isPresent();
    }

    @Test
    void resumesWithNothingButTheKeyWhereBothWantThat() {
        lab.client().pskModes(List.of(PskKeyExchangeMode.PSK_DHE_KE, PskKeyExchangeMode.PSK_KE));
        lab.pair().handshake();
        assertThat(facts(lab.pair().handshake().client()).group()).isPresent();
        lab.server().pskModes(List.of(PskKeyExchangeMode.PSK_KE));
        Pair alone = lab.pair().handshake();
        assertThat(facts(alone.client()).resumed()).isTrue();
        assertThat(facts(alone.client()).group()).isEmpty();
        assertThat(facts(alone.server()).group()).isEmpty();
    }

    @Test
    void resumesNoLongerThanTheTicketLives() {
        //= R4.3.11.1-1
        //= R4.7.1-12
        lab.pair().handshake();
        FixedTime later = new FixedTime(FixedTime.NOON.now().plus(Duration.ofDays(8)));
        ClientConfig client = ClientConfig.builder(Lab.CRYPTO, later, Lab.verifier())
                .sessionCache(lab.cache())
                .build();
        assertThat(events(new Pair(client, lab.server().build()).client(), Event.PskOffered.class))
                .isEmpty();
    }

    static ConnectionFacts facts(End end) {
        return end.connection().facts().orElseThrow();
    }

    static List<String> missed(End end) {
        return events(end, Event.PskMissed.class).stream()
                .map(Event.PskMissed::text)
                .toList();
    }

    static <E extends Event> List<E> events(End end, Class<E> type) {
        return end.connection().report().entries().stream()
                .map(entry -> entry.event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static Optional<String> reason(End end) {
        return events(end, Event.EarlyDataDecided.class).stream()
                .map(Event.EarlyDataDecided::text)
                .findFirst();
    }

    /** The first message of that type that {@code end} has sent. */
    static <M extends HandshakeMessage> M said(End end, Class<M> type) {
        return events(end, Event.MessageSeen.class).stream()
                .map(Event.MessageSeen::message)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
