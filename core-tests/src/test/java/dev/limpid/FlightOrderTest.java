// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.message.CertificateRequest;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In what order our own messages go, and under which keys (sections 4.4 and 4.5). */
class FlightOrderTest {
    @Test
    void theServersFlightHasItsMessagesInTheirOrder() {
        //= R4.4.1-1
        //= R4.4.2-2
        Relay relay = Scenario.CLIENT_ASKED.relay().run();
        assertThat(sent(relay, Side.SERVER).stream().map(HandshakeMessage::type))
                .containsExactly(
                        HandshakeType.SERVER_HELLO,
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        HandshakeType.CERTIFICATE_REQUEST,
                        HandshakeType.CERTIFICATE,
                        HandshakeType.CERTIFICATE_VERIFY,
                        HandshakeType.FINISHED);
    }

    @Test
    void aRequestWithinTheHandshakeHasNoContext() {
        //= R4.4.2-4
        Relay relay = Scenario.CLIENT_ASKED.relay().run();
        assertThat(sent(relay, Side.SERVER))
                .filteredOn(message -> message instanceof CertificateRequest)
                .singleElement()
                .isInstanceOfSatisfying(
                        CertificateRequest.class,
                        request ->
                                assertThat(request.certificateRequestContext()).isEqualTo(Bytes.EMPTY));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whatFollowsFinishedIsUnderApplicationKeys(Side side) {
        //= R4.5.3-3
        Relay relay = Scenario.CLIENT_ASKED.relay().run();
        List<Event> events = relay.to(side).events();
        int installed = events.indexOf(new Event.KeysInstalled(side, Epoch.APPLICATION, 0));
        List<Event> before = events.subList(0, installed).stream()
                .filter(event -> event instanceof Event.MessageSeen seen && seen.sender() == side)
                .toList();
        assertThat(before).last().isInstanceOfSatisfying(Event.MessageSeen.class, seen -> {
            assertThat(seen.message()).isInstanceOf(Finished.class);
            assertThat(seen.epoch()).isEqualTo(Epoch.HANDSHAKE);
        });
        // Whoever stands in between opens with application keys from there on.
        Bytes data = Bytes.ofUtf8("data");
        assertThat(relay.to(side).open(relay.to(side).victim().seal(data)))
                .singleElement()
                .returns(data, Impostor.Said::content);
    }

    private static List<HandshakeMessage> sent(Relay relay, Side side) {
        return relay.to(side).events().stream()
                .filter(event -> event instanceof Event.MessageSeen seen && seen.sender() == side)
                .map(event -> ((Event.MessageSeen) event).message())
                .toList();
    }
}
