// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.RawMessage;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what {@link PackedWriter} wrote. */
final class PackedReader {
    private static final int LOW_BITS = 7;
    private static final int MORE = 0x80;

    private final WireReader bytes;
    private final Object[] objects;
    private int next;

    PackedReader(Bytes bytes, Object[] objects) {
        this.bytes = WireReader.of("events", bytes);
        this.objects = objects;
    }

    boolean hasNext() {
        return bytes.remaining() > 0;
    }

    Entry next() {
        long nanos = number();
        return new Entry(nanos, event(one(PackedWriter.Form.values())));
    }

    private Event event(PackedWriter.Form form) {
        return switch (form) {
            case OBJECT -> (Event) object();
            case STARTED -> new Event.Started(side(), instant(), optional());
            case MESSAGE -> message(this::raw);
            case CERTIFICATE -> message(this::certificate);
            case CHANGE_CIPHER_SPEC -> new Event.ChangeCipherSpecSeen(side());
            case STATE -> new Event.StateEntered(word());
            case CHOSEN -> new Event.Chosen(choice());
            case KEYS_INSTALLED -> new Event.KeysInstalled(side(), epoch(), number());
            case KEYS_DISCARDED -> new Event.KeysDiscarded(side(), epoch(), number());
            case PATH -> new Event.PathChecked(side(), path(), Optional.empty());
            case SIGNATURE -> new Event.SignatureChecked(side(), SignatureScheme.of(size()));
            case FINISHED -> new Event.FinishedChecked(side());
        };
    }

    private Event message(Supplier<HandshakeMessage> message) {
        Side sender = side();
        Epoch epoch = epoch();
        int length = size();
        return new Event.MessageSeen(sender, epoch, message.get(), length);
    }

    private HandshakeMessage raw() {
        Bytes raw = bytes.bytes(size());
        return HandshakeCodec.decode(new RawMessage(new HandshakeType(raw.at(0)), raw));
    }

    private HandshakeMessage certificate() {
        Bytes context = bytes.opaque8("context", 0);
        return new Certificate(
                context,
                list(() ->
                        new CertificateEntry((Bytes) object(), Extensions.read(bytes, ExtensionContext.CERTIFICATE))));
    }

    private Choice choice() {
        Choice.Subject subject = one(Choice.Subject.values());
        return new Choice(subject, word(), word(), list(() -> new Choice.Rejected(word(), word())));
    }

    private PathFacts path() {
        Optional<String> expectedName = optional();
        List<PathFacts.Link> links = list(this::link);
        Optional<String> subject = optional();
        Optional<String> sha256 = optional();
        return new PathFacts(
                expectedName,
                links,
                subject.map(name -> new PathFacts.Anchor(name, sha256.orElseThrow())),
                word(),
                list(() -> new PathFacts.Check(
                        one(PathFacts.Check.Kind.values()), one(PathFacts.Check.Outcome.values()), word())));
    }

    private PathFacts.Link link() {
        return new PathFacts.Link(
                word(),
                word(),
                word(),
                instant(),
                instant(),
                word(),
                word(),
                word(),
                list(this::word),
                bytes.uint8() == 1);
    }

    private Instant instant() {
        long seconds = bytes.uint32() << Integer.SIZE | bytes.uint32();
        return Instant.ofEpochSecond(seconds, bytes.uint32());
    }

    private Optional<String> optional() {
        return bytes.uint8() == 1 ? Optional.of(word()) : Optional.empty();
    }

    private String word() {
        int number = size();
        return switch (number) {
            case PackedWriter.LITERAL -> bytes.bytes(size()).toLatin1();
            case PackedWriter.OBJECT -> (String) object();
            default -> Words.of(number - PackedWriter.FIRST_WORD);
        };
    }

    private <T> List<T> list(Supplier<T> element) {
        int size = size();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    private Side side() {
        return one(Side.values());
    }

    private Epoch epoch() {
        return one(Epoch.values());
    }

    private <E> E one(E[] all) {
        return all[bytes.uint8()];
    }

    private Object object() {
        return objects[next++];
    }

    private int size() {
        return Math.toIntExact(number());
    }

    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += LOW_BITS) {
            int part = bytes.uint8();
            number |= (long) (part & (MORE - 1)) << shift;
            if (part < MORE) {
                return number;
            }
        }
    }
}
