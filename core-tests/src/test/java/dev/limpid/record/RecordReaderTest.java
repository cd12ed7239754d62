// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import static dev.limpid.record.Channel.content;
import static dev.limpid.record.Channel.inner;
import static dev.limpid.record.Channel.plain;
import static dev.limpid.record.Channel.reader;
import static dev.limpid.record.Channel.sealed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordReader.Outcome;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final ContentType APPLICATION_DATA = ContentType.APPLICATION_DATA;
    private static final ContentType HANDSHAKE = ContentType.HANDSHAKE;
    private static final ContentType ALERT = ContentType.ALERT;

    private final RecordProtection sender = Channel.protection();
    private final RecordReader plainReader = new RecordReader(Channel.CRYPTO, Recorder.none());
    private final ByteBuffer nothing = ByteBuffer.allocate(0);

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0303, 0x0304, 0x0000, 0xffff})
    void ignoresTheVersionOfARecord(int version) {
        //= RE-1
        //= RE.2-4
        //= R5.1-14
        assertThat(plainReader.read(plain(HANDSHAKE, version, content(4)), nothing))
                .isEqualTo(Outcome.CONTENT);
        assertThat(plainReader.content()).isEqualTo(Bytes.of(content(4)));
        assertThat(plainReader.type()).isEqualTo(HANDSHAKE);
    }

    @Test
    void authenticatesTheHeaderAsItCame() {
        ByteBuffer record = sealed(sender, inner(10, APPLICATION_DATA, 0));
        record.put(2, (byte) 1);
        refuses(Violation.BAD_RECORD_MAC, reader(), record);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 24, 25, 0x80, 0xff})
    void refusesUnknownTypesBeforeTheBodyIsThere(int code) {
        //= R5-5
        ByteBuffer header = ByteBuffer.wrap(new byte[] {(byte) code, 3, 3, 0, 5});
        refuses(Violation.UNKNOWN_RECORD_TYPE, plainReader, header);
        refuses(Violation.UNKNOWN_RECORD_TYPE, reader(), header);
    }

    @Test
    void refusesWhatIsTooLongBeforeTheBodyIsThere() {
        //= R5.1-16
        //= R5.2-2
        //= R5.2-5
        refuses(Violation.RECORD_TOO_LONG, plainReader, ByteBuffer.wrap(new byte[] {22, 3, 3, 0x40, 1}));
        refuses(Violation.RECORD_TOO_LONG, reader(), ByteBuffer.wrap(new byte[] {23, 3, 3, 0x41, 1}));
        assertThat(plainReader.read(ByteBuffer.wrap(new byte[] {22, 3, 3, 0x40, 0}), nothing))
                .isEqualTo(Outcome.NEEDS_INPUT);
        assertThat(reader().read(ByteBuffer.wrap(new byte[] {23, 3, 3, 0x41, 0}), nothing))
                .isEqualTo(Outcome.NEEDS_INPUT);
    }

    @Test
    void leavesEveryStrictPrefixWhereItIsAndTellsWhatIsMissing() {
        byte[] record = sealed(sender, inner(30, APPLICATION_DATA, 2)).array();
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(100);
        for (int length = 0; length < record.length; length++) {
            ByteBuffer prefix = ByteBuffer.wrap(record, 0, length);
            assertThat(reader.read(prefix, destination)).isEqualTo(Outcome.NEEDS_INPUT);
            assertThat(prefix.remaining()).isEqualTo(length);
            assertThat(reader.needed(prefix)).isEqualTo(length < 5 ? 5 - length : record.length - length);
        }
        ByteBuffer whole = ByteBuffer.wrap(record);
        assertThat(reader.needed(whole)).isZero();
        assertThat(reader.read(whole, destination)).isEqualTo(Outcome.APPLICATION_DATA);
    }

    @Test
    void takesOneRecordAtATime() {
        ByteBuffer both = ByteBuffer.allocate(200)
                .put(sealed(sender, inner(3, APPLICATION_DATA, 0)))
                .put(sealed(sender, inner(4, HANDSHAKE, 0)))
                .flip();
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(100);
        assertThat(reader.read(both, destination)).isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(reader.contentLength()).isEqualTo(3);
        assertThat(reader.wireLength()).isEqualTo(5 + 3 + 1 + 16);
        assertThat(reader.read(both, destination)).isEqualTo(Outcome.CONTENT);
        assertThat(reader.content()).isEqualTo(Bytes.of(content(4)));
        assertThat(reader.read(both, destination)).isEqualTo(Outcome.NEEDS_INPUT);
        assertThat(both.hasRemaining()).isFalse();
    }

    static Stream<Arguments> buffers() {
        return Stream.of(0, 1, 2, 15, 16, 17, 255, 256, 1000, 16383, 16384)
                .flatMap(length -> Stream.of(true, false)
                        .flatMap(direct -> Stream.of(0, 1, 100)
                                .filter(padding -> length + padding <= RecordLimits.PLAINTEXT)
                                .map(padding -> Arguments.of(length, padding, direct))));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void opensRecordsOfEveryLengthIntoEveryKindOfBuffer(int length, int padding, boolean direct) {
        ByteBuffer record = sealed(sender, inner(length, APPLICATION_DATA, padding));
        ByteBuffer source = buffer(direct, record.remaining() + 3).put(3, record, 0, record.remaining());
        source.position(3);
        ByteBuffer destination = buffer(direct, RecordLimits.RECORD).position(7);

        RecordReader reader = reader();
        assertThat(reader.read(source, destination)).isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(source.hasRemaining()).isFalse();
        assertThat(destination.position()).isEqualTo(7 + length);
        assertThat(Bytes.of(destination.slice(7, length))).isEqualTo(Bytes.of(content(length)));
        assertThat(Bytes.of(destination.slice(7 + length, 200))).isEqualTo(Channel.zeros(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 16383, 16384})
    void keepsWhatDoesNotFitForTheNextRead(int room) {
        ByteBuffer record = sealed(sender, inner(16384, APPLICATION_DATA, 0));
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(room);
        assertThat(reader.read(record, destination)).isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(destination.hasRemaining()).isFalse();
        assertThat(reader.pending()).isEqualTo(16384 - room);

        ByteBuffer all = ByteBuffer.allocate(16384).put(destination.flip());
        while (reader.pending() > 0) {
            ByteBuffer some = ByteBuffer.allocate(5000);
            assertThat(reader.read(record, some)).isEqualTo(Outcome.APPLICATION_DATA);
            assertThat(some.position()).isEqualTo(reader.contentLength());
            all.put(some.flip());
        }
        assertThat(all.array()).isEqualTo(content(16384));
        assertThat(reader.read(record, destination)).isEqualTo(Outcome.NEEDS_INPUT);
    }

    @Test
    void neverOpensInPlace() {
        byte[] shared = new byte[200];
        ByteBuffer record = sealed(sender, inner(50, APPLICATION_DATA, 0));
        int length = record.remaining();
        record.get(shared, 0, length);
        ByteBuffer source = ByteBuffer.wrap(shared, 0, length);
        ByteBuffer destination = ByteBuffer.wrap(shared, 5, 195);
        assertThat(reader().read(source, destination)).isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(Bytes.of(shared, 5, 50)).isEqualTo(Bytes.of(content(50)));
    }

    static Stream<ContentType> messages() {
        return Stream.of(HANDSHAKE, ALERT);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void movesMessagesOutOfTheDestinationAndWipesIt(ContentType type) {
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(100);
        assertThat(reader.read(sealed(sender, inner(20, type, 5)), destination)).isEqualTo(Outcome.CONTENT);
        assertThat(reader.type()).isEqualTo(type);
        assertThat(reader.content()).isEqualTo(Bytes.of(content(20)));
        assertThat(destination.position()).isZero();
        assertThat(destination.array()).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 20, 35})
    void aChangedBitLeavesNothingBehind(int at) {
        //= R5.2-3
        ByteBuffer record = sealed(sender, inner(20, APPLICATION_DATA, 0));
        record.put(at, (byte) (record.get(at) ^ 1));
        if (at == 0) {
            refuses(Violation.PLAINTEXT_AFTER_KEYS, reader(), record);
        } else {
            refuses(Violation.BAD_RECORD_MAC, reader(), record);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16})
    void refusesWhatIsTooShortForATypeAndATag(int length) {
        ByteBuffer record = ByteBuffer.allocate(5 + length)
                .put(new byte[] {23, 3, 3, 0, (byte) length})
                .rewind();
        refuses(Violation.BAD_RECORD_MAC, reader(), record);
    }

    @Test
    void refusesARecordWithoutAnInnerType() {
        //= R5.4-4
        //= R5.4-5
        refuses(Violation.NO_INNER_CONTENT_TYPE, reader(), sealed(Channel.protection(), new byte[0]));
        refuses(Violation.NO_INNER_CONTENT_TYPE, reader(), sealed(Channel.protection(), new byte[1]));
        refuses(Violation.NO_INNER_CONTENT_TYPE, reader(), sealed(Channel.protection(), new byte[1000]));
    }

    @Test
    void boundsTheInnerPlaintextPaddingIncluded() {
        //= R5.4-6
        int most = RecordLimits.PLAINTEXT;
        for (byte[] inner : new byte[][] {
            inner(most + 1, APPLICATION_DATA, 0), inner(most, APPLICATION_DATA, 1), inner(1, APPLICATION_DATA, most)
        }) {
            refuses(Violation.PLAINTEXT_TOO_LONG, reader(), sealed(Channel.protection(), inner));
        }
        // The longest that the outer length lets through: 2^14 + 256 with the tag.
        refuses(
                Violation.PLAINTEXT_TOO_LONG,
                reader(),
                sealed(Channel.protection(), inner(most + 256 - 16 - 1, APPLICATION_DATA, 0)));
        refuses(
                Violation.RECORD_TOO_LONG,
                reader(),
                sealed(Channel.protection(), inner(most + 256 - 16, APPLICATION_DATA, 0)));
    }

    @Test
    void refusesInnerTypesThatAreNeverProtected() {
        //= R5-2
        refuses(
                Violation.UNEXPECTED_RECORD_TYPE,
                reader(),
                sealed(Channel.protection(), inner(1, ContentType.CHANGE_CIPHER_SPEC, 0)));
        refuses(
                Violation.UNKNOWN_RECORD_TYPE,
                reader(),
                sealed(Channel.protection(), inner(1, new ContentType(24), 0)));
    }

    @Test
    void refusesEmptyMessages() {
        //= R5.4-3
        refuses(Violation.EMPTY_HANDSHAKE_RECORD, reader(), sealed(Channel.protection(), inner(0, HANDSHAKE, 0)));
        refuses(Violation.EMPTY_HANDSHAKE_RECORD, reader(), sealed(Channel.protection(), inner(0, HANDSHAKE, 9)));
        refuses(Violation.EMPTY_ALERT, reader(), sealed(Channel.protection(), inner(0, ALERT, 0)));
        refuses(Violation.EMPTY_HANDSHAKE_RECORD, plainReader, plain(HANDSHAKE, 0x0303, new byte[0]));
        refuses(Violation.EMPTY_ALERT, plainReader, plain(ALERT, 0x0303, new byte[0]));
    }

    @Test
    void acceptsEmptyApplicationData() {
        //= R5.1-11
        RecordReader reader = reader();
        assertThat(reader.read(sealed(sender, inner(0, APPLICATION_DATA, 50)), nothing))
                .isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(reader.contentLength()).isZero();
        assertThat(reader.pending()).isZero();
    }

    @Test
    void onceThereAreKeysOnlyChangeCipherSpecComesInPlaintext() {
        refuses(Violation.PLAINTEXT_AFTER_KEYS, reader(), plain(HANDSHAKE, 0x0303, content(4)));
        refuses(Violation.PLAINTEXT_AFTER_KEYS, reader(), plain(ALERT, 0x0303, content(2)));
        RecordReader reader = reader();
        assertThat(reader.read(plain(ContentType.CHANGE_CIPHER_SPEC, 0x0303, new byte[] {1}), nothing))
                .isEqualTo(Outcome.CONTENT);
        assertThat(reader.type()).isEqualTo(ContentType.CHANGE_CIPHER_SPEC);
        assertThat(reader.content()).isEqualTo(Bytes.of((byte) 1));
        assertThat(reader.read(sealed(sender, inner(1, APPLICATION_DATA, 0)), ByteBuffer.allocate(50)))
                .as("the sequence number did not move")
                .isEqualTo(Outcome.APPLICATION_DATA);
    }

    @Test
    void aServerHearsAnAlertOfAClientThatCouldNotDeriveTheKeys() {
        RecordReader server = handshakeReader(Side.SERVER);
        assertThat(server.read(plain(ALERT, 0x0303, new byte[] {2, 47}), nothing))
                .isEqualTo(Outcome.CONTENT);
        assertThat(server.wasProtected()).isFalse();
        assertThat(server.content()).isEqualTo(Bytes.of((byte) 2, (byte) 47));
        refuses(Violation.PLAINTEXT_AFTER_KEYS, server, plain(HANDSHAKE, 0x0303, content(4)));

        assertThat(server.read(sealed(sender, inner(4, HANDSHAKE, 0)), nothing)).isEqualTo(Outcome.CONTENT);
        assertThat(server.wasProtected()).isTrue();
        refuses(Violation.PLAINTEXT_AFTER_KEYS, server, plain(ALERT, 0x0303, content(2)));
        refuses(Violation.PLAINTEXT_AFTER_KEYS, handshakeReader(Side.CLIENT), plain(ALERT, 0x0303, content(2)));
    }

    @Test
    void aServerHearsNoPlaintextAlertOfAClientThatHadKeysForEarlyData() {
        RecordReader server =
                new RecordReader(Channel.CRYPTO, new Recorder(Side.SERVER, FixedTime.NOON, Observer.NONE, null));
        server.install(Channel.keys(Channel.SUITE, 1), Epoch.EARLY_DATA);
        assertThat(server.read(sealed(sender, inner(4, HANDSHAKE, 0)), nothing)).isEqualTo(Outcome.CONTENT);
        server.install(Channel.keys(Channel.SUITE, 2), Epoch.HANDSHAKE);
        refuses(Violation.PLAINTEXT_AFTER_KEYS, server, plain(ALERT, 0x0303, content(2)));
    }

    @Test
    void nobodyGetsAByteOfDataThatIsRefused() {
        for (int room : new int[] {0, 3, RecordLimits.RECORD}) {
            RecordReader reader = new RecordReader(Channel.CRYPTO, Recorder.none(), length -> {
                throw new ViolationException(Violation.EARLY_APPLICATION_DATA, length + " bytes");
            });
            reader.install(Channel.keys(Channel.SUITE, 1), Epoch.APPLICATION);
            ByteBuffer destination = ByteBuffer.allocate(room);
            ByteBuffer record = sealed(Channel.protection(), inner(40, APPLICATION_DATA, 0));
            assertThatExceptionOfType(ViolationException.class)
                    .isThrownBy(() -> reader.read(record, destination))
                    .withMessageContaining("40 bytes");
            assertThat(destination.position()).isZero();
            assertThat(Bytes.wrap(destination.array())).isEqualTo(Bytes.wrap(new byte[room]));
            assertThat(reader.pending()).isZero();
        }
    }

    @Test
    void skipsProtectedRecordsWhileThereAreNoKeys() {
        ByteBuffer record = sealed(sender, inner(100, APPLICATION_DATA, 0));
        assertThat(plainReader.read(record, nothing)).isEqualTo(Outcome.WITHOUT_KEYS);
        assertThat(plainReader.wireLength()).isEqualTo(5 + 100 + 1 + 16);
        assertThat(record.hasRemaining()).isFalse();
    }

    @Test
    void skipsWhatDoesNotOpenOnlyWhileThatIsAllowed() {
        RecordProtection early = RecordProtection.of(Channel.CRYPTO, Channel.keys(Channel.SUITE, 2));
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(100);
        reader.allowUndecryptable(true);
        assertThat(reader.read(sealed(early, inner(9, APPLICATION_DATA, 0)), destination))
                .isEqualTo(Outcome.UNDECRYPTABLE);
        assertThat(reader.read(sealed(early, inner(9, APPLICATION_DATA, 0)), destination))
                .isEqualTo(Outcome.UNDECRYPTABLE);
        assertThat(destination.array()).containsOnly(0);
        assertThat(reader.read(sealed(sender, inner(9, HANDSHAKE, 0)), destination))
                .as("skipped records use up no sequence number")
                .isEqualTo(Outcome.CONTENT);
        reader.allowUndecryptable(false);
        refuses(Violation.BAD_RECORD_MAC, reader, sealed(early, inner(9, APPLICATION_DATA, 0)));
    }

    @Test
    void countsRecordsAndStartsAnewWithEachKey() {
        //= R5.3-1
        RecordReader reader = reader();
        ByteBuffer destination = ByteBuffer.allocate(100);
        for (int i = 0; i < 300; i++) {
            assertThat(reader.read(sealed(sender, inner(1, APPLICATION_DATA, 0)), destination.clear()))
                    .isEqualTo(Outcome.APPLICATION_DATA);
        }
        reader.install(Channel.keys(Channel.SUITE, 3), Epoch.APPLICATION);
        RecordProtection updated = sender.next(Channel.keys(Channel.SUITE, 3));
        assertThat(updated.sequence()).isZero();
        assertThat(reader.read(sealed(updated, inner(1, APPLICATION_DATA, 0)), destination.clear()))
                .isEqualTo(Outcome.APPLICATION_DATA);
    }

    @Test
    void refusesARecordThatComesTwiceOrTooEarly() {
        ByteBuffer first = sealed(sender, inner(1, APPLICATION_DATA, 0));
        ByteBuffer second = sealed(sender, inner(1, APPLICATION_DATA, 0));
        refuses(Violation.BAD_RECORD_MAC, reader(), second);
        RecordReader reader = reader();
        reader.read(first, ByteBuffer.allocate(50));
        refuses(Violation.BAD_RECORD_MAC, reader, first.rewind());
    }

    @Test
    void whatIsPendingOutlivesTheKeys() {
        RecordReader reader = reader();
        reader.read(sealed(sender, inner(100, APPLICATION_DATA, 0)), nothing);
        reader.destroy();
        reader.destroy();
        assertThat(reader.pending()).isEqualTo(100);
        ByteBuffer destination = ByteBuffer.allocate(200);
        assertThat(reader.read(nothing, destination)).isEqualTo(Outcome.APPLICATION_DATA);
        assertThat(Bytes.of(destination.flip())).isEqualTo(Bytes.of(content(100)));
    }

    @Test
    void lentArraysComeBackWithoutPlaintext() {
        RecordReader reader = reader();
        reader.read(sealed(sender, inner(1000, APPLICATION_DATA, 30)), ByteBuffer.allocateDirect(2000));
        reader.read(sealed(sender, inner(1000, HANDSHAKE, 30)), nothing);
        reader.read(sealed(sender, inner(1000, APPLICATION_DATA, 30)), ByteBuffer.allocate(10));
        reader.read(nothing, ByteBuffer.allocate(2000));
        byte[] start = Channel.content(8);
        for (int i = 0; i < 20; i++) {
            byte[] lent = Scratch.take();
            assertThat(Bytes.wrap(lent).toLatin1())
                    .doesNotContain(Bytes.of(start).toLatin1());
        }
    }

    private static RecordReader handshakeReader(Side role) {
        RecordReader reader = new RecordReader(Channel.CRYPTO, new Recorder(role, FixedTime.NOON, Observer.NONE, null));
        reader.install(Channel.keys(Channel.SUITE, 1), Epoch.HANDSHAKE);
        return reader;
    }

    /** Refuses the record, and leaves nothing of it in any kind of destination. */
    private static void refuses(Violation violation, RecordReader reader, ByteBuffer record) {
        ByteBuffer destination = ByteBuffer.allocate(RecordLimits.RECORD);
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> reader.read(record, destination))
                .returns(violation, ViolationException::violation);
        assertThat(destination.position()).isZero();
        assertThat(destination.array()).containsOnly(0);
    }

    private static ByteBuffer buffer(boolean direct, int capacity) {
        return direct
                ? ByteBuffer.allocateDirect(capacity)
                : ByteBuffer.allocate(capacity + 9).slice(9, capacity);
    }
}
