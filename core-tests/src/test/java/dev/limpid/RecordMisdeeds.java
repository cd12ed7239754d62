// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Side;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What nobody may do with records: section 5, and the limits that keep a peer from costing us much for nothing. */
final class RecordMisdeeds {
    private static final Bytes KEY_UPDATE = HandshakeCodec.encode(new KeyUpdate(false));
    private static final Bytes USER_CANCELED =
            Alert.of(AlertDescription.USER_CANCELED).encode();
    private static final Bytes CHANGE_CIPHER_SPEC = HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("01"));
    private static final Bytes TICKET =
            Rfc8448.section("3").with("NewSessionTicket").getFirst().bytes("NewSessionTicket");

    private RecordMisdeeds() {}

    static Stream<Misdeed> all() {
        Stream<Misdeed> ofBoth = Stream.of(Side.values())
                .flatMap(side -> Stream.of(established(side), inHandshake(side), floods(side)))
                .flatMap(List::stream);
        return Stream.concat(beforeHello().stream(), ofBoth);
    }

    private static List<Misdeed> beforeHello() {
        return List.of(
                //= R5-3
                first(
                        "change_cipher_spec before ClientHello",
                        Violation.MISPLACED_CHANGE_CIPHER_SPEC,
                        CHANGE_CIPHER_SPEC),
                //= R5-5
                first("a record type that does not exist", Violation.UNKNOWN_RECORD_TYPE, plain(24, 10)),
                first("a record of type 0", Violation.UNKNOWN_RECORD_TYPE, plain(0, 10)),
                //= R5.1-16
                first("a plaintext record of 2^14 + 1 bytes", Violation.RECORD_TOO_LONG, plain(22, (1 << 14) + 1)),
                first("application data in plaintext", Violation.EARLY_APPLICATION_DATA, plain(23, 10)),
                first("an empty handshake record", Violation.EMPTY_HANDSHAKE_RECORD, plain(22, 0)),
                first("an empty alert record", Violation.EMPTY_ALERT, plain(21, 0)),
                first("an alert of three bytes", Violation.MALFORMED_ALERT, plain(21, 3)),
                //= R5.1-3
                first(
                        "an alert within a message",
                        Violation.INTERLEAVED_MESSAGE,
                        HandMadeRecords.plain(22, 0x0303, Bytes.ofHex("0100"))
                                .then(HandMadeRecords.plain(21, 0x0303, USER_CANCELED))),
                new Misdeed("a byte of another message behind ClientHello", Violation.MESSAGE_ACROSS_KEY_CHANGE, () -> {
                    Relay relay = Scenario.PLAIN.relay();
                    relay.to(Side.SERVER)
                            .say(
                                    ContentType.HANDSHAKE,
                                    relay.queue(Side.SERVER).element().content().then(Bytes.ofHex("0b")));
                    return relay.to(Side.SERVER);
                }),
                //= R5.1-6
                new Misdeed("a byte of a message behind ServerHello", Violation.MESSAGE_ACROSS_KEY_CHANGE, () -> {
                    Relay relay = Scenario.PLAIN.relay();
                    relay.bringToMessage(Side.CLIENT, HandshakeType.SERVER_HELLO);
                    relay.to(Side.CLIENT)
                            .say(
                                    ContentType.HANDSHAKE,
                                    relay.queue(Side.CLIENT).element().content().then(Bytes.ofHex("08")));
                    return relay.to(Side.CLIENT);
                }));
    }

    private static List<Misdeed> established(Side victim) {
        return List.of(
                //= R5-2
                after(
                        victim,
                        "change_cipher_spec after Finished",
                        Violation.MISPLACED_CHANGE_CIPHER_SPEC,
                        i -> i.victim().receive(CHANGE_CIPHER_SPEC)),
                after(
                        victim,
                        "a protected change_cipher_spec",
                        Violation.UNEXPECTED_RECORD_TYPE,
                        i -> i.say(ContentType.CHANGE_CIPHER_SPEC, Bytes.ofHex("01"))),
                after(
                        victim,
                        "a protected record of type 24",
                        Violation.UNKNOWN_RECORD_TYPE,
                        i -> i.say(new ContentType(24), Bytes.ofHex("01"))),
                //= R5.2-2
                after(
                        victim,
                        "a record of 2^14 + 257 bytes",
                        Violation.RECORD_TOO_LONG,
                        i -> i.victim().receive(plain(23, (1 << 14) + 257))),
                after(
                        victim,
                        "a record of 2^14 + 256 bytes of nothing",
                        Violation.BAD_RECORD_MAC,
                        i -> i.victim().receive(plain(23, (1 << 14) + 256))),
                //= R5.4-6
                after(
                        victim,
                        "an inner plaintext of 2^14 + 2 bytes",
                        Violation.PLAINTEXT_TOO_LONG,
                        i -> inner(i, (1 << 14) + 1, ContentType.APPLICATION_DATA, 0)),
                after(
                        victim,
                        "padding beyond 2^14 + 1 bytes",
                        Violation.PLAINTEXT_TOO_LONG,
                        i -> inner(i, 1, ContentType.APPLICATION_DATA, 1 << 14)),
                //= R5.4-5
                after(
                        victim,
                        "zeros alone",
                        Violation.NO_INNER_CONTENT_TYPE,
                        i -> i.victim().receive(i.sealed(Bytes.wrap(new byte[40])))),
                //= R5.4-3
                after(
                        victim,
                        "a protected record without a message",
                        Violation.EMPTY_HANDSHAKE_RECORD,
                        i -> inner(i, 0, ContentType.HANDSHAKE, 5)),
                after(
                        victim,
                        "a protected record without an alert",
                        Violation.EMPTY_ALERT,
                        i -> inner(i, 0, ContentType.ALERT, 5)),
                after(
                        victim,
                        "a protected alert of one byte",
                        Violation.MALFORMED_ALERT,
                        i -> i.say(ContentType.ALERT, Bytes.ofHex("01"))),
                after(
                        victim,
                        "two alerts in one record",
                        Violation.MALFORMED_ALERT,
                        i -> i.say(ContentType.ALERT, USER_CANCELED.then(USER_CANCELED))),
                //= R5.2-3
                after(victim, "a record with a bit changed", Violation.BAD_RECORD_MAC, i -> {
                    byte[] record = i.record(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"))
                            .toArray();
                    record[record.length - 1] ^= 1;
                    i.victim().receive(Bytes.wrap(record));
                }),
                after(victim, "a record again", Violation.BAD_RECORD_MAC, i -> {
                    Bytes record = i.record(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"));
                    i.victim().receive(record);
                    i.victim().receive(record);
                }),
                after(
                        victim,
                        "a message in plaintext",
                        Violation.PLAINTEXT_AFTER_KEYS,
                        i -> i.victim().receive(HandMadeRecords.plain(22, 0x0303, KEY_UPDATE))),
                after(
                        victim,
                        "an alert in plaintext",
                        Violation.PLAINTEXT_AFTER_KEYS,
                        i -> i.victim().receive(HandMadeRecords.plain(21, 0x0303, USER_CANCELED))),
                after(victim, "data within a message", Violation.INTERLEAVED_MESSAGE, i -> {
                    i.say(ContentType.HANDSHAKE, KEY_UPDATE.slice(0, 3));
                    i.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"));
                }),
                after(victim, "an alert within a message", Violation.INTERLEAVED_MESSAGE, i -> {
                    i.say(ContentType.HANDSHAKE, KEY_UPDATE.slice(0, 3));
                    i.say(ContentType.ALERT, Alert.CLOSE_NOTIFY.encode());
                }),
                after(
                        victim,
                        "two KeyUpdates in one record",
                        Violation.MESSAGE_ACROSS_KEY_CHANGE,
                        i -> i.say(ContentType.HANDSHAKE, KEY_UPDATE.then(KEY_UPDATE))),
                after(
                        victim,
                        "the beginning of a message behind KeyUpdate",
                        Violation.MESSAGE_ACROSS_KEY_CHANGE,
                        i -> i.say(ContentType.HANDSHAKE, KEY_UPDATE.then(KEY_UPDATE.slice(0, 2)))),
                //= R4.7.3-4
                after(
                        victim,
                        "a KeyUpdate that asks for 2",
                        Violation.BAD_KEY_UPDATE,
                        i -> i.say(ContentType.HANDSHAKE, Bytes.ofHex("1800000102"))),
                after(
                        victim,
                        "a KeyUpdate of two bytes",
                        Violation.MALFORMED_MESSAGE,
                        i -> i.say(ContentType.HANDSHAKE, Bytes.ofHex("180000020000"))),
                after(
                        victim,
                        "a message that does not exist",
                        Violation.UNKNOWN_MESSAGE,
                        i -> i.say(ContentType.HANDSHAKE, Bytes.ofHex("63000000"))),
                after(
                        victim,
                        "EncryptedExtensions",
                        Violation.UNEXPECTED_MESSAGE,
                        i -> i.say(ContentType.HANDSHAKE, Bytes.ofHex("080000020000"))));
    }

    private static List<Misdeed> inHandshake(Side victim) {
        List<Misdeed> misdeeds = new ArrayList<>(List.of(
                waiting(
                        victim,
                        "a change_cipher_spec of 2",
                        Violation.BAD_CHANGE_CIPHER_SPEC,
                        i -> i.victim().receive(HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("02")))),
                waiting(
                        victim,
                        "a change_cipher_spec of two bytes",
                        Violation.BAD_CHANGE_CIPHER_SPEC,
                        i -> i.victim().receive(HandMadeRecords.plain(20, 0x0303, Bytes.ofHex("0101")))),
                waiting(victim, "a change_cipher_spec within a message", Violation.INTERLEAVED_MESSAGE, i -> {
                    i.say(ContentType.HANDSHAKE, Bytes.ofHex("140000"));
                    i.victim().receive(CHANGE_CIPHER_SPEC);
                }),
                waiting(
                        victim,
                        "application data before Finished",
                        Violation.EARLY_APPLICATION_DATA,
                        i -> i.say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("data"))),
                waiting(
                        victim,
                        "empty application data before Finished",
                        Violation.EARLY_APPLICATION_DATA,
                        i -> inner(i, 0, ContentType.APPLICATION_DATA, 0)),
                waiting(
                        victim,
                        "a message in plaintext under handshake keys",
                        Violation.PLAINTEXT_AFTER_KEYS,
                        i -> i.victim().receive(plain(22, 40))),
                new Misdeed(
                        "a byte behind " + victim.peer() + "'s Finished", Violation.MESSAGE_ACROSS_KEY_CHANGE, () -> {
                            Relay relay = Scenario.PLAIN.relay();
                            relay.bringToMessage(victim, HandshakeType.FINISHED);
                            relay.to(victim)
                                    .say(
                                            ContentType.HANDSHAKE,
                                            relay.queue(victim)
                                                    .element()
                                                    .content()
                                                    .then(Bytes.ofHex("18")));
                            return relay.to(victim);
                        }),
                waiting(
                        victim,
                        "33 change_cipher_specs",
                        Violation.TOO_MANY_CHANGE_CIPHER_SPECS,
                        i -> times(33, () -> i.victim().receive(CHANGE_CIPHER_SPEC)))));
        if (victim == Side.CLIENT) {
            misdeeds.add(waiting(
                    victim,
                    "an alert in plaintext",
                    Violation.PLAINTEXT_AFTER_KEYS,
                    i -> i.victim().receive(HandMadeRecords.plain(21, 0x0303, Bytes.ofHex("0228")))));
        }
        return misdeeds;
    }

    private static List<Misdeed> floods(Side victim) {
        List<Misdeed> misdeeds = new ArrayList<>(List.of(
                after(
                        victim,
                        "33 empty records",
                        Violation.TOO_MANY_EMPTY_RECORDS,
                        i -> times(33, () -> inner(i, 0, ContentType.APPLICATION_DATA, 0))),
                after(
                        victim,
                        "five warnings",
                        Violation.TOO_MANY_WARNINGS,
                        i -> times(5, () -> i.say(ContentType.ALERT, USER_CANCELED))),
                after(
                        victim,
                        "33 KeyUpdates",
                        Violation.TOO_MANY_KEY_UPDATES,
                        i -> times(33, () -> i.say(ContentType.HANDSHAKE, KEY_UPDATE)))));
        if (victim == Side.CLIENT) {
            misdeeds.add(after(
                    victim,
                    "33 tickets",
                    Violation.TOO_MANY_TICKETS,
                    i -> times(33, () -> i.say(ContentType.HANDSHAKE, TICKET))));
        } else {
            misdeeds.add(first(
                    "five warnings before ClientHello",
                    Violation.TOO_MANY_WARNINGS,
                    five(HandMadeRecords.plain(21, 0x0303, USER_CANCELED))));
        }
        return misdeeds;
    }

    private static Misdeed first(String name, Violation violation, Bytes records) {
        return new Misdeed(name, violation, () -> {
            Impostor impostor = Impostor.before(Scenario.PLAIN.server());
            impostor.victim().receive(records);
            return impostor;
        });
    }

    private static Misdeed after(Side victim, String name, Violation violation, Consumer<Impostor> act) {
        return new Misdeed(name + " to a connected " + victim, violation, () -> {
            Impostor impostor = Scenario.PLAIN.relay().run().to(victim);
            act.accept(impostor);
            return impostor;
        });
    }

    /** While the victim waits for Finished. */
    private static Misdeed waiting(Side victim, String name, Violation violation, Consumer<Impostor> act) {
        return new Misdeed(name + " to a " + victim + " that waits for Finished", violation, () -> {
            Relay relay = Scenario.PLAIN.relay();
            if (!relay.bringTo(victim, "WAIT_FINISHED")) {
                throw new AssertionError("never waited");
            }
            act.accept(relay.to(victim));
            return relay.to(victim);
        });
    }

    private static void inner(Impostor impostor, int length, ContentType type, int padding) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 'x');
        impostor.victim().receive(impostor.sealed(HandMadeRecords.inner(Bytes.wrap(content), type, padding)));
    }

    private static Bytes plain(int type, int length) {
        return HandMadeRecords.plain(type, 0x0303, Bytes.wrap(new byte[length]));
    }

    private static Bytes five(Bytes record) {
        return record.then(record).then(record).then(record).then(record);
    }

    private static void times(int count, Runnable act) {
        for (int i = 0; i < count; i++) {
            act.run();
        }
    }
}
