// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ConfigSelector;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ServerNameList;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is several, and knows which one it is when it has heard the client. */
class ConfigSelectorTest {
    private static final TestCertificate OTHER =
            Lab.INTERMEDIATE.leaf("other.lab").issue();
    private static final ServerConfig OTHERS = Lab.server()
            .credentials(Credentials.of(OTHER.credential()))
            .alpn(List.of("h2"))
            .build();

    private static final ServerConfig SHOPS = Lab.server().build();

    private final List<Event> events = new ArrayList<>();

    @Test
    void theNameOfTheClientHelloPicksTheConfiguration() {
        Pair pair = pair("other.lab", Lab.client().alpn(List.of("h2")), ConfigSelectorTest::byName)
                .handshake();
        assertThat(pair.client().connection().peerCertificates())
                .first()
                .isEqualTo(OTHER.credential().chain().getFirst());
        assertThat(pair.client().connection().facts().orElseThrow().alpn()).contains("h2");
        assertThat(events)
                .anyMatch(event -> event instanceof Event.Chosen(Choice choice)
                        && choice.subject() == Choice.Subject.CONFIGURATION);
    }

    @Test
    void anotherNameGetsAnother() {
        Pair pair = pair("shop.lab", Lab.client(), ConfigSelectorTest::byName).handshake();
        assertThat(pair.client().connection().peerCertificates())
                .first()
                .isEqualTo(Lab.SHOP.credential().chain().getFirst());
    }

    @Test
    void theChoiceHoldsAfterAHelloRetryRequest() {
        List<ClientHello> asked = new ArrayList<>();
        ServerConfig retrying =
                OTHERS.toBuilder().groups(List.of(NamedGroup.SECP256R1)).build();
        ClientConfig.Builder client = Lab.client()
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                .keyShares(List.of(NamedGroup.X25519))
                .alpn(List.of("h2"));
        Pair pair = pair("other.lab", client, hello -> {
                    asked.add(hello);
                    return retrying;
                })
                .handshake();
        assertThat(asked).hasSize(1);
        assertThat(pair.client().connection().facts().orElseThrow().retried()).isTrue();
        assertThat(pair.client().connection().facts().orElseThrow().alpn()).contains("h2");
    }

    @Test
    void aSelectorMayRefuseTheClientWithTheAlertOfItsChoice() {
        Pair pair = pair("shop.lab", Lab.client(), hello -> {
                    throw new ViolationException(Violation.UNKNOWN_SERVER_NAME);
                })
                .run();
        assertThat(pair.client().failure().orElseThrow().peerAlert())
                .contains(Alert.of(AlertDescription.UNRECOGNIZED_NAME));
    }

    @Test
    void aSelectorThatFailsServesNobody() {
        Pair pair = pair("shop.lab", Lab.client(), hello -> {
                    throw new IllegalStateException("the database is down");
                })
                .run();
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.INTERNAL_ERROR);
        assertThat(pair.client().isEstablished()).isFalse();
    }

    @Test
    void aConfigurationOfOtherCryptographyIsRefused() {
        ServerConfig other = Lab.server(new DelegatingCrypto(Lab.CRYPTO) {}).build();
        Pair pair = pair("shop.lab", Lab.client(), hello -> other).run();
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.INTERNAL_ERROR);
    }

    private Pair pair(String name, ClientConfig.Builder client, ConfigSelector selector) {
        return new Pair(
                client.build(),
                Lab.server().selector(selector).build(),
                ServerName.of(name),
                Observer.NONE,
                (nanos, event) -> events.add(event));
    }

    private static ServerConfig byName(ClientHello hello) {
        boolean others = hello.extensions()
                .find(ServerNameList.Request.class)
                .flatMap(ServerNameList.Request::hostName)
                .filter(name -> name.equals(Bytes.ofUtf8("other.lab")))
                .isPresent();
        return others ? OTHERS : SHOPS;
    }
}
