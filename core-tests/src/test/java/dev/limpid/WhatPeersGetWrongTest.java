// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What widespread stacks were measured to answer wrongly, or not at all: a test for each. */
class WhatPeersGetWrongTest {
    private static final int MANY = 20_000;
    private static final Bytes WARNING = HandMadeRecords.plain(
            21, 0x0303, Alert.of(AlertDescription.USER_CANCELED).encode());
    private static final Bytes CHANGE_CIPHER_SPEC = HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("01"));

    @Test
    void withoutACommonGroupTheAlertIsHandshakeFailure() {
        Pair pair = new Pair(
                        Lab.client().groups(List.of(NamedGroup.X25519)).build(),
                        Lab.server().groups(List.of(NamedGroup.SECP384R1)).build())
                .run();
        assertThat(heard(pair.client())).isEqualTo(AlertDescription.HANDSHAKE_FAILURE);
    }

    @Test
    void anUntrustedAuthorityIsUnknownCa() {
        PkixVerifier stranger = PkixVerifier.trusting(TrustAnchors.of(
                "another root", List.of(TestPki.root("Other Root CA").issue().certificate())));
        Pair pair = new Pair(
                        ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, stranger)
                                .build(),
                        Lab.server().build())
                .run();
        assertThat(heard(pair.server())).isEqualTo(AlertDescription.UNKNOWN_CA);
    }

    @Test
    void warningsWithoutEndBeforeTheClientHelloAreAnErrorEarly() {
        Impostor impostor = Impostor.before(Scenario.PLAIN.server());
        assertThat(takes(impostor.victim(), WARNING)).isLessThan(10);
        assertFailed(impostor, Violation.TOO_MANY_WARNINGS);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void plaintextWarningsWithoutEndAfterTheKeysAreAnErrorEarly(Side side) {
        Relay relay = Scenario.PLAIN.relay();
        relay.bringTo(side, "WAIT_FINISHED");
        assertThat(takes(relay.to(side).victim(), WARNING)).isLessThan(10);
        assertThat(relay.to(side).victim().failure()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void changeCipherSpecsAreDroppedUpToASmallLimit(Side side) {
        Relay relay = Scenario.PLAIN.relay();
        relay.bringTo(side, "WAIT_FINISHED");
        assertThat(takes(relay.to(side).victim(), CHANGE_CIPHER_SPEC)).isBetween(1, 100);
        assertFailed(relay.to(side), Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
    }

    @Test
    void changeCipherSpecBeforeTheClientHelloIsUnexpected() {
        Impostor impostor = Impostor.before(Scenario.PLAIN.server());
        impostor.victim().receive(CHANGE_CIPHER_SPEC);
        assertSays(impostor, AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void anEmptyHandshakeRecordIsUnexpectedInPlaintextAndUnderKeys() {
        Impostor first = Impostor.before(Scenario.PLAIN.server());
        first.victim().receive(HandMadeRecords.plain(22, 0x0303, Bytes.EMPTY));
        assertSays(first, AlertDescription.UNEXPECTED_MESSAGE);
        for (Side side : Side.values()) {
            Impostor connected = Scenario.PLAIN.relay().run().to(side);
            connected.victim().receive(connected.sealed(HandMadeRecords.inner(Bytes.EMPTY, ContentType.HANDSHAKE, 0)));
            assertSays(connected, AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0000", "0x0300", "0x0304", "0xffff"})
    void theRecordVersionOfAClientHelloIsNotLookedAt(String version) {
        Relay relay = Scenario.PLAIN.relay();
        Impostor server = relay.to(Side.SERVER);
        Bytes hello = relay.queue(Side.SERVER).remove().content();
        server.victim().receive(HandMadeRecords.plain(22, Integer.decode(version), hello));
        relay.listen();
        assertThat(relay.run().to(Side.SERVER).victim().isEstablished()).isTrue();
    }

    @Test
    void aClientHelloMayComeInRecordsOfAByte() {
        Relay relay = Scenario.PLAIN.relay();
        Bytes hello = relay.queue(Side.SERVER).remove().content();
        for (int at = 0; at < hello.length(); at++) {
            relay.to(Side.SERVER).say(ContentType.HANDSHAKE, hello.slice(at, 1));
        }
        relay.listen();
        assertThat(relay.run().to(Side.SERVER).victim().isEstablished()).isTrue();
    }

    @Test
    void aByteBehindTheClientHelloInItsRecordIsUnexpectedAtOnce() {
        Relay relay = Scenario.PLAIN.relay();
        Impostor server = relay.to(Side.SERVER);
        server.say(
                ContentType.HANDSHAKE,
                relay.queue(Side.SERVER).remove().content().then(Bytes.ofHex("0b")));
        assertThat(server.listen())
                .as("an alert, and no flight before it")
                .containsExactly(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.UNEXPECTED_MESSAGE).encode()));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whoWantsKeysUpdatedAsksOnceHoweverOftenItIsToldTo(Side side) {
        Impostor impostor = Scenario.PLAIN.relay().run().to(side);
        for (int i = 0; i < 2_000; i++) {
            impostor.victim().connection().updateKeys(true);
        }
        assertThat(impostor.listen())
                .hasSize(2_000)
                .filteredOn(said -> said.content().equals(HandshakeCodec.encode(new KeyUpdate(true))))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void requestsForKeyUpdatesAreAnsweredOnceAndCounted(Side side) {
        Impostor impostor = Scenario.PLAIN.relay().run().to(side);
        int taken = 0;
        while (taken < 2_000 && impostor.victim().failure().isEmpty()) {
            impostor.say(new KeyUpdate(true));
            taken++;
            if (taken == 20) {
                assertThat(impostor.listen()).hasSize(1);
            }
        }
        assertThat(taken).isLessThan(100);
        assertSays(impostor, AlertDescription.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void oneHalfMayCloseWhileTheOtherGoesOn(Side side) {
        Impostor impostor = Scenario.PLAIN.relay().run().to(side);
        impostor.say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
        assertThat(impostor.victim().connection().isReadClosed()).isTrue();
        Bytes data = Bytes.ofUtf8("still here");
        assertThat(impostor.open(impostor.victim().seal(data)))
                .containsExactly(new Said(ContentType.APPLICATION_DATA, data));
    }

    @Test
    void theEndOfAHandshakeIsReportedOnceAndTicketsAreNoData() {
        Acquaintance lab = Acquaintance.inTheLab();
        Relay relay = new Relay(lab.client(), lab.server());
        relay.run();
        assertThat(relay.to(Side.CLIENT).events()).hasAtLeastOneElementOfType(Event.TicketIssued.class);
        for (Side side : Side.values()) {
            assertThat(relay.to(side).events())
                    .filteredOn(event -> event instanceof Event.Established)
                    .hasSize(1);
            assertThat(relay.to(side).victim().received()).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    void whoeverHasOutputGivesSome() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        boolean moved = true;
        while (moved) {
            moved = false;
            for (End from : List.of(pair.client(), pair.server())) {
                ByteBuffer piece = ByteBuffer.allocate(50);
                while (from.connection().hasOutput()) {
                    assertThat(from.connection().take(piece.clear())).isPositive();
                    (from == pair.client() ? pair.server() : pair.client()).receive(Bytes.of(piece.flip()));
                    moved = true;
                }
                assertThat(from.connection().take(piece.clear())).isZero();
            }
        }
        assertThat(pair.client().isEstablished()).isTrue();
        assertThat(pair.server().isEstablished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "P521, ecdsa_secp521r1_sha512",
        "ED25519, ed25519",
        "RSA_PSS_2048, rsa_pss_pss_sha384",
        "RSA_2048, rsa_pss_rsae_sha512"
    })
    void whatIsChosenOfSuitesAndSchemesIsUsedWithEveryKindOfKey(TestKey kind, String wanted) {
        SignatureScheme scheme = Lab.CRYPTO.signatureSchemes().stream()
                .filter(each -> each.toString().equals(wanted))
                .findFirst()
                .orElseThrow();
        TestCertificate certificate = Lab.ROOT.leaf("shop.lab").key(kind).issue();
        List<SignatureScheme> schemes = List.of(scheme, SignatureScheme.ECDSA_SECP256R1_SHA256);
        Pair pair = new Pair(
                        Lab.client()
                                .signatureSchemes(schemes)
                                .cipherSuites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256))
                                .build(),
                        Lab.server()
                                .credentials(Credentials.of(certificate.credential()))
                                .build())
                .handshake();
        assertThat(pair.client().connection().facts().orElseThrow().signatureScheme())
                .contains(scheme);
        assertThat(pair.client().connection().facts().orElseThrow().cipherSuite())
                .isEqualTo(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    }

    /** How many of {@link #MANY} times {@code record} is taken before the victim fails. */
    private static int takes(End victim, Bytes record) {
        int taken = 0;
        while (taken < MANY && victim.failure().isEmpty()) {
            victim.receive(record);
            taken++;
        }
        return taken;
    }

    private static AlertDescription heard(End end) {
        return end.failure().orElseThrow().peerAlert().orElseThrow().description();
    }

    private static void assertFailed(Impostor impostor, Violation violation) {
        assertThat(impostor.victim().failure().orElseThrow().violation()).contains(violation);
    }

    private static void assertSays(Impostor impostor, AlertDescription alert) {
        assertThat(impostor.listen())
                .last()
                .isEqualTo(new Said(ContentType.ALERT, Alert.of(alert).encode()));
    }
}
