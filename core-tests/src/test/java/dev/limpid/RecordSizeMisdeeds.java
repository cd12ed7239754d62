// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.Misdeed.put;
import static dev.limpid.Misdeed.raw;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.MaxFragmentLength;
import dev.limpid.extension.RecordSizeLimit;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.observe.Side;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a peer must not say or do about the length of records (RFC 8449, RFC 6066 section 4). */
final class RecordSizeMisdeeds {
    private RecordSizeMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(hellos(), answers(), longRecords(Side.CLIENT), longRecords(Side.SERVER), longFlight())
                .flatMap(List::stream);
    }

    private static List<Misdeed> hellos() {
        return List.of(
                hello(
                        "says record_size_limit 63",
                        Violation.BAD_RECORD_SIZE_LIMIT,
                        Scenario.PLAIN.server(),
                        e -> put(e, new RecordSizeLimit(63))),
                hello(
                        "says record_size_limit 0",
                        Violation.BAD_RECORD_SIZE_LIMIT,
                        Scenario.PLAIN.server(),
                        e -> put(e, new RecordSizeLimit(0))),
                hello(
                        "says record_size_limit in one byte",
                        Violation.MALFORMED_EXTENSION,
                        Scenario.PLAIN.server(),
                        e -> put(e, raw(ExtensionType.RECORD_SIZE_LIMIT, "40"))),
                hello(
                        "says max_fragment_length 0",
                        Violation.BAD_MAX_FRAGMENT_LENGTH,
                        Scenario.PLAIN.server(),
                        e -> put(e.without(ExtensionType.RECORD_SIZE_LIMIT), new MaxFragmentLength(0))),
                hello(
                        "says max_fragment_length 5 to a server that does not read record_size_limit",
                        Violation.BAD_MAX_FRAGMENT_LENGTH,
                        Scenario.PLAIN.server().records(RecordPolicy.DEFAULT.withoutSizeLimit()),
                        e -> put(e, new MaxFragmentLength(5))));
    }

    private static List<Misdeed> answers() {
        ClientConfig.Builder silent = Scenario.PLAIN.client().records(RecordPolicy.DEFAULT.withoutSizeLimit());
        return List.of(
                answer("63 bytes", Violation.BAD_RECORD_SIZE_LIMIT, Scenario.PLAIN.client(), new RecordSizeLimit(63)),
                answer(
                        "2^14 + 2 bytes",
                        Violation.BAD_RECORD_SIZE_LIMIT,
                        Scenario.PLAIN.client(),
                        new RecordSizeLimit((1 << 14) + 2)),
                answer("unasked", Violation.UNSOLICITED_EXTENSION, silent, new RecordSizeLimit(100)),
                answer(
                        "max_fragment_length unasked",
                        Violation.UNSOLICITED_EXTENSION,
                        silent,
                        new MaxFragmentLength(1)),
                answer(
                        "another max_fragment_length",
                        Violation.BAD_MAX_FRAGMENT_LENGTH,
                        Scenario.PLAIN
                                .client()
                                .records(RecordPolicy.DEFAULT.withoutSizeLimit())
                                .maxFragmentLength(1024),
                        new MaxFragmentLength(1)),
                answer(
                        "an undefined max_fragment_length",
                        Violation.BAD_MAX_FRAGMENT_LENGTH,
                        Scenario.PLAIN
                                .client()
                                .records(RecordPolicy.DEFAULT.withoutSizeLimit())
                                .maxFragmentLength(1024),
                        new MaxFragmentLength(9)),
                answer(
                        "max_fragment_length too",
                        Violation.TWO_RECORD_LIMITS,
                        Scenario.PLAIN.client().maxFragmentLength(512),
                        new MaxFragmentLength(1)));
    }

    private static List<Misdeed> longRecords(Side victim) {
        return List.of(
                limited(
                        victim,
                        "100 bytes and a type, of 100",
                        Violation.RECORD_SIZE_LIMIT_EXCEEDED,
                        i -> say(i, 100, 0)),
                limited(victim, "padding to 101, of 100", Violation.RECORD_SIZE_LIMIT_EXCEEDED, i -> say(i, 10, 90)),
                limited(
                        victim,
                        "a record of 117 bytes that does not open",
                        Violation.RECORD_SIZE_LIMIT_EXCEEDED,
                        i -> nonsense(i, 117)),
                limited(
                        victim,
                        "a record of 116 bytes that does not open",
                        Violation.BAD_RECORD_MAC,
                        i -> nonsense(i, 116)),
                fragmented(victim, "513 bytes, of 512", Violation.FRAGMENT_TOO_LONG, i -> say(i, 513, 0)),
                fragmented(
                        victim, "512 + 257 bytes that do not open", Violation.FRAGMENT_TOO_LONG, i -> nonsense(i, 769)),
                fragmented(
                        victim, "512 + 256 bytes that do not open", Violation.BAD_RECORD_MAC, i -> nonsense(i, 768)));
    }

    /** The server had read the client's limit before its first protected record, but the client learns that from one. */
    private static List<Misdeed> longFlight() {
        return List.of(new Misdeed(
                "EncryptedExtensions longer than the limit that they agree to",
                Violation.RECORD_SIZE_LIMIT_EXCEEDED,
                () -> {
                    Relay relay = new Relay(
                            Scenario.PLAIN.client().records(RecordPolicy.DEFAULT.withSizeLimit(64)),
                            Scenario.PLAIN.server());
                    relay.bringToMessage(Side.CLIENT, HandshakeType.ENCRYPTED_EXTENSIONS);
                    Bytes message = relay.queue(Side.CLIENT).remove().content();
                    Bytes inner = HandMadeRecords.inner(message, ContentType.HANDSHAKE, 64 - message.length());
                    relay.to(Side.CLIENT).victim().receive(relay.to(Side.CLIENT).sealed(inner));
                    return relay.to(Side.CLIENT);
                }));
    }

    private static Misdeed hello(
            String name, Violation violation, ServerConfig.Builder server, UnaryOperator<Extensions> change) {
        return Misdeed.<ClientHello>changed(
                "ClientHello " + name,
                violation,
                () -> new Relay(Scenario.PLAIN.client(), server),
                Side.SERVER,
                HandshakeType.CLIENT_HELLO,
                hello -> hello.withExtensions(change.apply(hello.extensions())));
    }

    private static Misdeed answer(String name, Violation violation, ClientConfig.Builder client, Extension answer) {
        return Misdeed.<EncryptedExtensions>changed(
                "EncryptedExtensions with a record limit: " + name,
                violation,
                () -> new Relay(client, Scenario.PLAIN.server()),
                Side.CLIENT,
                HandshakeType.ENCRYPTED_EXTENSIONS,
                message -> new EncryptedExtensions(put(message.extensions(), answer)));
    }

    private static Misdeed limited(Side victim, String name, Violation violation, Consumer<Impostor> act) {
        RecordPolicy strict = RecordPolicy.DEFAULT.withSizeLimit(100);
        return after(
                victim,
                name,
                violation,
                act,
                99,
                () -> new Relay(
                        Scenario.PLAIN.client().records(strict),
                        Scenario.PLAIN.server().records(strict)));
    }

    private static Misdeed fragmented(Side victim, String name, Violation violation, Consumer<Impostor> act) {
        return after(
                victim,
                name,
                violation,
                act,
                512,
                () -> new Relay(
                        Scenario.PLAIN
                                .client()
                                .records(RecordPolicy.DEFAULT.withoutSizeLimit())
                                .maxFragmentLength(512),
                        Scenario.PLAIN.server()));
    }

    private static Misdeed after(
            Side victim, String name, Violation violation, Consumer<Impostor> act, int most, Supplier<Relay> begin) {
        return new Misdeed(name + ", to a connected " + victim, violation, () -> {
            Relay relay = begin.get();
            relay.to(Side.CLIENT).cutTo(most);
            relay.to(Side.SERVER).cutTo(most);
            Impostor impostor = relay.run().to(victim);
            if (!impostor.victim().isEstablished()) {
                throw new AssertionError(impostor.victim().describe());
            }
            act.accept(impostor);
            return impostor;
        });
    }

    private static void say(Impostor impostor, int length, int padding) {
        impostor.victim()
                .receive(impostor.sealed(HandMadeRecords.inner(
                        Bytes.ofUtf8("x".repeat(length)), ContentType.APPLICATION_DATA, padding)));
    }

    private static void nonsense(Impostor impostor, int length) {
        impostor.victim().receive(HandMadeRecords.plain(23, 0x0303, Bytes.wrap(new byte[length])));
    }
}
