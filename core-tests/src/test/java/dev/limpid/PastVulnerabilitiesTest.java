// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.config.Limits;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others had to give a CVE to, tried on us: a nested class for each class of weakness. */
class PastVulnerabilitiesTest {
    private static final Bytes KEY_UPDATE = HandshakeCodec.encode(new KeyUpdate(false));
    private static final Bytes CHANGE_CIPHER_SPEC = HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("01"));

    /** Go CVE-2025-61730, rustls GHSA-2mjx-qc3c-rqvc, wolfSSL CVE-2023-6937. */
    @Nested
    class MessagesAcrossAKeyChange {
        @ParameterizedTest
        @EnumSource(Side.class)
        void aFragmentFromBeforeTheKeysIsNeverContinuedUnderThem(Side victim) {
            //= R5.1-5
            //= R5.1-6
            HandshakeType last = victim == Side.CLIENT ? HandshakeType.SERVER_HELLO : HandshakeType.CLIENT_HELLO;
            Relay relay = Scenario.PLAIN.relay();
            assertThat(relay.bringToMessage(victim, last)).isTrue();
            Bytes hello = relay.queue(victim).element().content();
            relay.to(victim).say(ContentType.HANDSHAKE, hello.then(Bytes.ofHex("0800")));
            assertFailed(relay.to(victim), Violation.MESSAGE_ACROSS_KEY_CHANGE);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void aWholeMessageInPlaintextIsNeverTakenOnceThereAreKeys(Side victim) {
            Relay relay = Scenario.PLAIN.relay();
            assertThat(relay.bringToMessage(victim, HandshakeType.FINISHED)).isTrue();
            Bytes finished = relay.queue(victim).element().content();
            relay.to(victim).victim().receive(HandMadeRecords.plain(22, 0x0303, finished));
            assertFailed(relay.to(victim), Violation.PLAINTEXT_AFTER_KEYS);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void nothingFollowsFinishedOrKeyUpdateInTheirRecords(Side victim) {
            Relay relay = Scenario.PLAIN.relay();
            relay.bringToMessage(victim, HandshakeType.FINISHED);
            Bytes finished = relay.queue(victim).element().content();
            relay.to(victim).say(ContentType.HANDSHAKE, finished.then(KEY_UPDATE.slice(0, 1)));
            assertFailed(relay.to(victim), Violation.MESSAGE_ACROSS_KEY_CHANGE);

            Impostor connected = Scenario.PLAIN.relay().run().to(victim);
            connected.say(ContentType.HANDSHAKE, KEY_UPDATE.then(KEY_UPDATE.slice(0, 1)));
            assertFailed(connected, Violation.MESSAGE_ACROSS_KEY_CHANGE);
        }
    }

    /** Go CVE-2026-32283, CVE-2026-56862. */
    @Nested
    class KeyUpdates {
        @ParameterizedTest
        @EnumSource(Side.class)
        void aFloodOfThemEndsTheConnection(Side victim) {
            Impostor impostor = Scenario.PLAIN.relay().run().to(victim);
            for (int i = 0; i < Limits.DEFAULT.keyUpdates(); i++) {
                impostor.say(new KeyUpdate(true));
            }
            assertThat(impostor.victim().failure()).isEmpty();
            assertThat(impostor.listen()).as("one answer to all").hasSize(1);
            impostor.say(new KeyUpdate(true));
            assertFailed(impostor, Violation.TOO_MANY_KEY_UPDATES);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void severalInOneRecordAreRefusedWithoutAnAnswer(Side victim) {
            Impostor impostor = Scenario.PLAIN.relay().run().to(victim);
            Bytes request = HandshakeCodec.encode(new KeyUpdate(true));
            impostor.say(ContentType.HANDSHAKE, request.then(request).then(request));
            assertFailed(impostor, Violation.MESSAGE_ACROSS_KEY_CHANGE);
            assertThat(impostor.listen())
                    .noneMatch(said -> said.type().equals(ContentType.HANDSHAKE))
                    .hasSize(1);
        }
    }

    /** Netty CVE-2026-45416. */
    @Nested
    class AllocationFromDeclaredLengths {
        private static final Bytes HEADER_OF_THE_LONGEST = Bytes.ofHex("16030300040b01ffff");

        @Test
        void aMessageOf16MegabytesIsRefusedAtItsHeader() {
            Impostor impostor = Impostor.before(Scenario.PLAIN.server());
            impostor.victim().receive(HandMadeRecords.plain(22, 0x0303, Bytes.ofHex("01ffffff")));
            assertFailed(impostor, Violation.MESSAGE_TOO_LARGE);
        }

        @Test
        void aHeaderAloneCostsNoMemory() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            TlsConnection server = TlsConnection.server(Lab.server().build());
            ByteBuffer nothing = ByteBuffer.allocate(0);
            TlsConnection.server(Lab.server().build()).open(HEADER_OF_THE_LONGEST.toBuffer(), nothing);
            ByteBuffer wire = HEADER_OF_THE_LONGEST.toBuffer();
            long before = threads.getCurrentThreadAllocatedBytes();
            server.open(wire, nothing);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
            assertThat(wire.hasRemaining()).isFalse();
        }
    }

    /** rustls CVE-2024-32650 and CVE-2024-11738, wolfSSL CVE-2020-12457, JDK-8263779. */
    @Nested
    class EndlessLoops {
        @ParameterizedTest
        @EnumSource(Side.class)
        void closeNotifyWithinTheHandshakeEndsIt(Side victim) {
            Relay relay = Scenario.PLAIN.relay();
            relay.bringTo(victim, "WAIT_FINISHED");
            relay.to(victim).say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
            assertThat(relay.to(victim).victim().failure().orElseThrow().peerAlert())
                    .contains(Alert.CLOSE_NOTIFY);
            relay.to(victim).listen();
            assertSilent(relay.to(victim));
        }

        @Test
        void changeCipherSpecsWithoutEndAreNotRead() {
            //= R5-1
            Relay relay = Scenario.PLAIN.relay();
            relay.bringTo(Side.SERVER, "WAIT_FINISHED");
            Impostor impostor = relay.to(Side.SERVER);
            for (int i = 0; i < 20_000; i++) {
                impostor.victim().receive(CHANGE_CIPHER_SPEC);
            }
            assertFailed(impostor, Violation.TOO_MANY_CHANGE_CIPHER_SPECS);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void whatHasNothingToSaySaysSo(Side side) {
            Impostor impostor = Scenario.PLAIN.relay().run().to(side);
            impostor.listen();
            assertSilent(impostor);
            impostor.victim().connection().closeWrite();
            impostor.listen();
            assertSilent(impostor);
        }

        @Test
        void aClientHelloInRecordsOfAByteIsAClientHello() {
            Relay relay = Scenario.PLAIN.relay();
            Bytes hello = relay.queue(Side.SERVER).element().content();
            for (int at = 0; at < hello.length(); at++) {
                relay.to(Side.SERVER).say(ContentType.HANDSHAKE, hello.slice(at, 1));
            }
            assertThat(relay.to(Side.SERVER).victim().failure()).isEmpty();
            assertThat(relay.to(Side.SERVER).state()).isEqualTo("WAIT_FINISHED");
        }

        private static void assertSilent(Impostor impostor) {
            TlsConnection connection = impostor.victim().connection();
            assertThat(connection.hasOutput()).isFalse();
            assertThat(connection.take(ByteBuffer.allocate(1000))).isZero();
        }
    }

    /**
     * Go CVE-2025-58189, GnuTLS's random of zeros (CVE-2020-13777), wolfSSL CVE-2025-11932, JDK CVE-2021-35603, Bouncy Castle
     * CVE-2026-58061.
     */
    @Nested
    class WhatIsShownAndWhen {
        @Test
        void aPeersTextIsEscapedInMessages() {
            Relay relay = Scenario.PLAIN.relay();
            Bytes hello = relay.queue(Side.SERVER).remove().content();
            byte[] hostile = hello.toArray();
            Bytes name = Bytes.ofUtf8("shop.lab");
            System.arraycopy(
                    Bytes.ofHex("1b5b324a0d0a7f9b").toArray(),
                    0,
                    hostile,
                    hello.toHex().indexOf(name.toHex()) / 2,
                    8);
            relay.to(Side.SERVER).say(ContentType.HANDSHAKE, Bytes.wrap(hostile));
            String message =
                    relay.to(Side.SERVER).victim().failure().orElseThrow().getMessage();
            assertThat(message.chars()).noneMatch(Character::isISOControl);
        }

        @Test
        void noRandomIsZeroOrComesAgain() {
            List<Bytes> randoms = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                new Pair(
                                Lab.client().build(),
                                Lab.server().build(),
                                Lab.NAME,
                                (nanos, event) -> {
                                    if (event instanceof Event.MessageSeen seen) {
                                        switch (seen.message()) {
                                            case ClientHello hello -> randoms.add(hello.random());
                                            case ServerHello hello -> randoms.add(hello.random());
                                            default -> {
                                                // carries no random
                                            }
                                        }
                                    }
                                },
                                (nanos, event) -> {})
                        .handshake();
            }
            assertThat(randoms).hasSize(20).doesNotHaveDuplicates().doesNotContain(Bytes.wrap(new byte[32]));
        }

        /** Go CVE-2022-30629. */
        @Test
        void everyTicketHasAnAgeAddOfItsOwn() {
            //= R4.7.1-14
            List<Long> ageAdds = new ArrayList<>();
            Acquaintance lab = Acquaintance.inTheLab();
            for (int i = 0; i < 5; i++) {
                new Pair(
                                lab.client().build(),
                                lab.server().build(),
                                Lab.NAME,
                                (nanos, event) -> {
                                    if (event instanceof Event.MessageSeen seen
                                            && seen.message() instanceof NewSessionTicket ticket) {
                                        ageAdds.add(ticket.ticketAgeAdd());
                                    }
                                },
                                (nanos, event) -> {})
                        .handshake();
            }
            assertThat(ageAdds).hasSizeGreaterThan(5).doesNotHaveDuplicates().doesNotContain(0L);
            assertThat(ageAdds).as("all 32 bits are used").anyMatch(add -> add > Integer.MAX_VALUE / 8);
        }

        /** Whoever checks a MAC reaches the one comparison that takes the same time wherever two arrays differ. */
        @Test
        void macsAreComparedInOneWayInConstantTime() {
            JavaClasses core = CoreClasses.load();
            assertThat(callsOf(core.get("dev.limpid.keyschedule.TrafficSecret"), "verifiesFinished"))
                    .contains("FinishedKey.matches");
            assertThat(callsOf(core.get("dev.limpid.keyschedule.BinderKey"), "verifies"))
                    .contains("FinishedKey.matches");
            assertThat(callsOf(core.get("dev.limpid.keyschedule.FinishedKey"), "matches"))
                    .contains("MessageDigest.isEqual")
                    .doesNotContain("Arrays.equals", "Bytes.equals");
        }

        private static List<String> callsOf(JavaClass type, String method) {
            return type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getOrigin().getName().equals(method))
                    .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
                    .toList();
        }

        @Test
        void aSourceOfRandomnessThatFailsEndsTheHandshake() {
            CryptoProvider broken = new DelegatingCrypto(Lab.CRYPTO) {
                @Override
                public void random(byte[] destination) {
                    throw new IllegalStateException("no entropy");
                }
            };
            Pair pair = new Pair(Lab.client().build(), Lab.server(broken).build()).run();
            assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.INTERNAL_ERROR);
            Assertions.assertThatThrownBy(
                            () -> TlsConnection.client(Lab.client(broken).build(), Lab.NAME))
                    .hasMessage("no entropy");
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void nothingOfARecordWithAWrongTagIsDelivered(Side side) {
            Impostor impostor = Scenario.PLAIN.relay().run().to(side);
            Bytes data = Bytes.ofUtf8("secret ".repeat(500));
            byte[] record = impostor.record(ContentType.APPLICATION_DATA, data).toArray();
            record[record.length - 1] ^= 1;
            ByteBuffer plaintext = ByteBuffer.allocate(1 << 15);
            Assertions.assertThatThrownBy(
                    () -> impostor.victim().connection().open(ByteBuffer.wrap(record), plaintext));
            assertThat(plaintext.position()).isZero();
            assertThat(plaintext.array()).containsOnly(0);
            assertFailed(impostor, Violation.BAD_RECORD_MAC);
        }
    }

    private static void assertFailed(Impostor impostor, Violation violation) {
        assertThat(impostor.victim().failure())
                .hasValueSatisfying(failure -> assertThat(failure.violation()).contains(violation));
    }
}
