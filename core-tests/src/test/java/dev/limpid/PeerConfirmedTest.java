// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a client knows that the server is content with it, and not only it with the server (sections 2 and 4.7.1). */
class PeerConfirmedTest {
    private static final Event BY_TICKET = new Event.PeerConfirmed(HandshakeType.NEW_SESSION_TICKET);
    private static final Event BY_REQUEST = new Event.PeerConfirmed(HandshakeType.CERTIFICATE_REQUEST);

    @Test
    void aTicketFromAServerThatAskedForACertificateConfirmsItOnce() {
        Relay relay = withTickets(Scenario.CLIENT_ASKED);
        relay.bringTo(Side.CLIENT, "CONNECTED");
        assertThat(tickets(relay)).isGreaterThan(1);
        assertThat(client(relay).facts().orElseThrow().clientAuthenticated()).isTrue();
        assertThat(client(relay).isPeerConfirmed())
                .as("established, but the server has not said a word since")
                .isFalse();
        relay.run();
        assertThat(client(relay).isPeerConfirmed()).isTrue();
        assertThat(confirmations(relay)).containsExactly(BY_TICKET);
    }

    @Test
    void aTicketFromAnyOtherServerMayHaveGoneBeforeOurFinishedCame() {
        Relay relay = withTickets(Scenario.PLAIN);
        relay.bringTo(Side.CLIENT, "CONNECTED");
        assertThat(tickets(relay)).isPositive();
        relay.run();
        assertThat(client(relay).isPeerConfirmed()).isFalse();
        assertThat(confirmations(relay)).isEmpty();
    }

    @Test
    void aRequestAfterTheHandshakeConfirmsIt() {
        ClientConfig.Builder willing = Scenario.CLIENT_ASKED.client().postHandshakeAuthentication(true);
        Relay relay = new Relay(willing, Scenario.PLAIN.server().clientVerifier(Lab.verifier())).run();
        assertThat(client(relay).isPeerConfirmed()).isFalse();
        for (int i = 0; i < 2; i++) {
            relay.to(Side.SERVER).victim().connection().requestClientCertificate(ClientAuthentication.NEED);
            relay.listen();
            relay.run();
        }
        assertThat(client(relay).isPeerConfirmed()).isTrue();
        assertThat(confirmations(relay)).containsExactly(BY_REQUEST);
    }

    @Test
    void dataAndKeyUpdatesMayComeBeforeTheServerHasLookedAtTheCertificate() {
        Relay relay = Scenario.CLIENT_ASKED.relay().run();
        relay.to(Side.CLIENT).say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("hello"));
        relay.to(Side.CLIENT).say(new KeyUpdate(true));
        relay.to(Side.CLIENT).say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("hello"));
        assertThat(relay.to(Side.CLIENT).victim().received()).isEqualTo(Bytes.ofUtf8("hellohello"));
        assertThat(client(relay).isPeerConfirmed()).isFalse();
    }

    @Test
    void aServerKnowsOnceItsHandshakeIsComplete() {
        Relay relay = Scenario.CLIENT_ASKED.relay();
        TlsConnection server = relay.to(Side.SERVER).victim().connection();
        relay.bringToMessage(Side.SERVER, HandshakeType.FINISHED);
        assertThat(server.isPeerConfirmed()).isFalse();
        relay.run();
        assertThat(server.isPeerConfirmed()).isTrue();
        assertThat(relay.to(Side.SERVER).events()).noneMatch(event -> event instanceof Event.PeerConfirmed);
    }

    private static Relay withTickets(Scenario scenario) {
        Acquaintance lab = Acquaintance.of(scenario.client(), scenario.server());
        return new Relay(lab.client(), lab.server());
    }

    private static TlsConnection client(Relay relay) {
        return relay.to(Side.CLIENT).victim().connection();
    }

    /** How many tickets wait for the client. */
    private static long tickets(Relay relay) {
        return relay.queue(Side.CLIENT).stream()
                .filter(said -> said.is(HandshakeType.NEW_SESSION_TICKET))
                .count();
    }

    private static List<Event> confirmations(Relay relay) {
        return relay.to(Side.CLIENT).events().stream()
                .filter(event -> event instanceof Event.PeerConfirmed)
                .toList();
    }
}
