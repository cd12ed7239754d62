// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes events for {@link PackedEvents}. What is shared, or too rare to be worth a form of its own, goes by reference. */
final class PackedWriter {
    /** What follows instead of the number of a word. */
    static final int LITERAL = 0;

    /** A word that is one of the objects. */
    static final int OBJECT = 1;

    /** The number of word 0. */
    static final int FIRST_WORD = 2;

    private static final int LOW_BITS = 7;
    private static final int MORE = 0x80;

    private final WireWriter bytes;
    private final List<Object> objects;

    /** The forms of events. */
    enum Form {
        OBJECT,
        STARTED,
        MESSAGE,
        CERTIFICATE,
        CHANGE_CIPHER_SPEC,
        STATE,
        CHOSEN,
        KEYS_INSTALLED,
        KEYS_DISCARDED,
        PATH,
        SIGNATURE,
        FINISHED
    }

    /** Goes on after {@code before}. */
    PackedWriter(Bytes before, Object[] objects, int expected) {
        this.bytes = new WireWriter(before.length() + expected).bytes(before);
        this.objects = new ArrayList<>(Arrays.asList(objects));
    }

    Bytes bytes() {
        return bytes.toBytes();
    }

    Object[] objects() {
        return objects.toArray();
    }

    /** @param raw of a message, as it went over the wire; empty if nobody knows */
    void add(long nanos, Event event, Bytes raw) {
        number(nanos);
        switch (event) {
            case Event.Started(Side role, Instant at, Optional<String> name) -> {
                form(Form.STARTED).code(role);
                instant(at);
                optional(name);
            }
            case Event.MessageSeen seen when !raw.isEmpty() -> message(seen, raw);
            case Event.ChangeCipherSpecSeen(Side sender) ->
                form(Form.CHANGE_CIPHER_SPEC).code(sender);
            case Event.StateEntered(String state) -> form(Form.STATE).word(state);
            case Event.Chosen(Choice choice) -> choice(choice);
            case Event.KeysInstalled(Side sender, Epoch epoch, long generation) ->
                form(Form.KEYS_INSTALLED).code(sender).code(epoch).number(generation);
            case Event.KeysDiscarded(Side sender, Epoch epoch, long generation) ->
                form(Form.KEYS_DISCARDED).code(sender).code(epoch).number(generation);
            case Event.PathChecked checked when checked.violation().isEmpty() -> path(checked);
            case Event.SignatureChecked(Side peer, var scheme) ->
                form(Form.SIGNATURE).code(peer).number(scheme.code());
            case Event.FinishedChecked(Side peer) -> form(Form.FINISHED).code(peer);
            case Event.MessageSeen _,
                    Event.PathChecked _,
                    Event.TransportConnected _,
                    Event.RecordSeen _,
                    Event.TranscriptExtended _,
                    Event.CertificateUncompressed _,
                    Event.QuestionAsked _,
                    Event.QuestionAnswered _,
                    Event.SecretDerived _,
                    Event.PskOffered _,
                    Event.PskAccepted _,
                    Event.PskMissed _,
                    Event.EarlyDataDecided _,
                    Event.TicketIssued _,
                    Event.Established _,
                    Event.PeerConfirmed _,
                    Event.LaterAuthentication _,
                    Event.KeyUpdated _,
                    Event.ApplicationMessageSeen _,
                    Event.AlertSeen _,
                    Event.Failed _,
                    Event.TransportEnded _,
                    Event.Closed _ -> form(Form.OBJECT).object(event);
        }
    }

    /** The certificates themselves are the connection's anyway, or the credential's. */
    private void message(Event.MessageSeen seen, Bytes raw) {
        if (seen.message() instanceof Certificate(Bytes context, List<CertificateEntry> entries)) {
            form(Form.CERTIFICATE).head(seen);
            bytes.opaque8(context);
            number(entries.size());
            for (CertificateEntry entry : entries) {
                object(entry.data());
                entry.extensions().write(bytes);
            }
        } else {
            form(Form.MESSAGE).head(seen);
            number(raw.length());
            bytes.bytes(raw);
        }
    }

    private void head(Event.MessageSeen seen) {
        code(seen.sender()).code(seen.epoch()).number(seen.length());
    }

    private void choice(Choice choice) {
        form(Form.CHOSEN).code(choice.subject()).word(choice.chosen()).word(choice.reason());
        number(choice.rejected().size());
        for (Choice.Rejected each : choice.rejected()) {
            word(each.value()).word(each.reason());
        }
    }

    private void path(Event.PathChecked checked) {
        form(Form.PATH).code(checked.peer());
        PathFacts facts = checked.facts();
        optional(facts.expectedName());
        number(facts.links().size());
        facts.links().forEach(this::link);
        optional(facts.anchor().map(PathFacts.Anchor::subject));
        optional(facts.anchor().map(PathFacts.Anchor::sha256));
        word(facts.trustSource());
        number(facts.checks().size());
        for (PathFacts.Check check : facts.checks()) {
            code(check.kind()).code(check.outcome()).word(check.text());
        }
    }

    private void link(PathFacts.Link link) {
        word(link.subject()).word(link.issuer()).word(link.serial());
        instant(link.notBefore());
        instant(link.notAfter());
        word(link.key()).word(link.signatureAlgorithm()).word(link.sha256());
        number(link.names().size());
        link.names().forEach(this::word);
        bytes.uint8(link.sent() ? 1 : 0);
    }

    private void instant(Instant instant) {
        bytes.uint32(instant.getEpochSecond() >>> Integer.SIZE)
                .uint32(instant.getEpochSecond() & 0xffffffffL)
                .uint32(instant.getNano());
    }

    private void optional(Optional<String> word) {
        bytes.uint8(word.isPresent() ? 1 : 0);
        word.ifPresent(this::word);
    }

    private PackedWriter word(String word) {
        int number = Words.number(word);
        if (number != Words.NONE) {
            number(FIRST_WORD + (long) number);
        } else if (word.chars().allMatch(c -> c <= 0xff)) {
            number(LITERAL);
            number(word.length());
            bytes.bytes(Bytes.wrap(word.getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            number(OBJECT);
            object(word);
        }
        return this;
    }

    private PackedWriter form(Form form) {
        return code(form);
    }

    // What is written never leaves this JVM
    @SuppressWarnings("EnumOrdinal")
    private PackedWriter code(Enum<?> value) {
        bytes.uint8(value.ordinal());
        return this;
    }

    private void object(Object object) {
        objects.add(object);
    }

    /** The low seven bits first; what is negative takes ten bytes. */
    private void number(long number) {
        long left = number;
        while (left < 0 || left >= MORE) {
            bytes.uint8((int) (left & (MORE - 1)) | MORE);
            left >>>= LOW_BITS;
        }
        bytes.uint8((int) left);
    }
}
