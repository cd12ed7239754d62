// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.cli.keys.Agreement;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a, or b, among what a side's randomness gave away: it is the one of which the share that was sent is the multiple of G. */
final class PrivateValue {
    private static final int LENGTH = 32;
    private static final Bytes BASE_POINT = Bytes.of((byte) 9).then(Bytes.wrap(new byte[LENGTH - 1]));

    private PrivateValue() {}

    /** The private value behind the share that {@code side} sent; empty if none of {@code given} is it. */
    static Optional<byte[]> of(Side side, Story story, List<byte[]> given) {
        List<Bytes> shares =
                shares(side, story).flatMap(e -> x25519(e).stream()).toList();
        return given.stream()
                .filter(candidate -> candidate.length == LENGTH)
                .filter(candidate ->
                        multiple(candidate).filter(shares::contains).isPresent())
                .findFirst();
    }

    /** As x25519 uses it: three bits cleared, one set (RFC 7748 section 5). */
    static byte[] clamped(byte[] value) {
        byte[] clamped = value.clone();
        clamped[0] &= (byte) 0xf8;
        clamped[LENGTH - 1] &= 0x7f;
        clamped[LENGTH - 1] |= 0x40;
        return clamped;
    }

    private static Stream<KeyShareEntry> shares(Side side, Story story) {
        return story.all(Event.MessageSeen.class).stream()
                .map(Event.MessageSeen::message)
                .flatMap(message -> switch (message) {
                    case ClientHello hello
                    when side == Side.CLIENT ->
                        hello.extensions().find(KeyShare.ClientHello.class).stream()
                                .flatMap(shares -> shares.clientShares().stream());
                    case ServerHello hello
                    when side == Side.SERVER ->
                        hello.extensions().find(KeyShare.ServerHello.class).stream()
                                .map(KeyShare.ServerHello::serverShare);
                    default -> Stream.empty();
                });
    }

    /** The hybrid's share ends with x25519's. */
    private static Optional<Bytes> x25519(KeyShareEntry entry) {
        Bytes share = entry.keyExchange();
        boolean has = entry.group().equals(NamedGroup.X25519) || entry.group().equals(NamedGroup.X25519MLKEM768);
        return has && share.length() >= LENGTH ? Optional.of(share.from(share.length() - LENGTH)) : Optional.empty();
    }

    private static Optional<Bytes> multiple(byte[] value) {
        try {
            return Optional.of(Bytes.wrap(Agreement.of(Bytes.of(value), BASE_POINT)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
