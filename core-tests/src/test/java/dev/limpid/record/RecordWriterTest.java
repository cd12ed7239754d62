// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import static dev.limpid.record.Channel.content;
import static dev.limpid.record.Channel.reader;
import static dev.limpid.record.Channel.writer;
import static dev.limpid.record.Channel.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.record.RecordReader.Outcome;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWriterTest {
    private static final ContentType APPLICATION_DATA = ContentType.APPLICATION_DATA;

    private final RecordWriter plainWriter =
            new RecordWriter(Channel.CRYPTO, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE);

    @Test
    void writesPlaintextUnderTheRightVersion() {
        //= R5.1-13
        //= R5.1-17
        ByteBuffer wire = ByteBuffer.allocate(100);
        plainWriter.writeInitialClientHello(ByteBuffer.wrap(new byte[] {1, 2}), wire);
        plainWriter.write(ContentType.HANDSHAKE, ByteBuffer.wrap(new byte[] {3}), wire);
        plainWriter.write(ContentType.ALERT, ByteBuffer.wrap(new byte[] {2, 40}), wire);
        assertThat(plainWriter.writeChangeCipherSpec(wire)).isTrue();
        assertThat(Bytes.of(wire.flip()))
                .isEqualTo(Bytes.ofHex("1603010002 0102 1603030001 03 1503030002 0228 1403030001 01"));
    }

    @Test
    void neverWritesApplicationDataInPlaintext() {
        //= R5.1-18
        ByteBuffer wire = ByteBuffer.allocate(100);
        assertThatIllegalStateException()
                .isThrownBy(() -> plainWriter.write(APPLICATION_DATA, ByteBuffer.wrap(new byte[1]), wire));
        assertThat(wire.position()).isZero();
    }

    @Test
    void changeCipherSpecIsNeverProtected() {
        ByteBuffer wire = ByteBuffer.allocate(100);
        assertThat(writer().writeChangeCipherSpec(wire)).isTrue();
        assertThat(Bytes.of(wire.flip())).isEqualTo(RecordWriter.CHANGE_CIPHER_SPEC);
        assertThat(writer().writeChangeCipherSpec(ByteBuffer.allocate(5))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "16384,1", "16385,2", "32768,2", "40000,3"})
    void cutsIntoFragmentsOfAtMost16384Bytes(int length, int records) {
        //= R5.1-15
        ByteBuffer wire = written(writer(), APPLICATION_DATA, content(length));
        assertThat(lengths(wire)).hasSize(records).allMatch(each -> each <= 16384 + 1 + 16);
        assertThat(read(wire, length)).isEqualTo(content(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 16383})
    void makesFragmentsShorterWhereThatIsConfigured(int fragment) {
        int length = 3 * fragment + 1;
        RecordWriter writer = writer(new RecordLimits(fragment, Long.MAX_VALUE), PaddingPolicy.NONE);
        ByteBuffer wire = written(writer, APPLICATION_DATA, content(length));
        assertThat(lengths(wire)).containsExactly(fragment + 17, fragment + 17, fragment + 17, 1 + 17);
        assertThat(read(wire, length)).isEqualTo(content(length));
        assertThat(written(writer, ContentType.ALERT, new byte[] {1, 0}).remaining())
                .as("an alert is never cut")
                .isEqualTo(5 + 2 + 17);
    }

    @Test
    void refusesLimitsOutsideOfTheProtocol() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordLimits(16385, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordLimits(0, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordLimits(100, 3));
    }

    @Test
    void alertsHaveARecordOfTheirOwn() {
        //= R5.1-9
        //= R5.1-10
        ByteBuffer wire = ByteBuffer.allocate(100);
        for (int length : new int[] {1, 3, 4}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer().write(ContentType.ALERT, ByteBuffer.wrap(new byte[length]), wire));
        }
        ByteBuffer alert = ByteBuffer.wrap(new byte[2]);
        assertThat(writer().write(ContentType.ALERT, alert, ByteBuffer.allocate(5 + 1 + 17)))
                .isZero();
        assertThat(alert.position()).isZero();
    }

    @Test
    void takesOnlyWhatFits() {
        ByteBuffer source = ByteBuffer.wrap(content(100));
        RecordWriter writer = writer();
        assertThat(writer.write(APPLICATION_DATA, source, ByteBuffer.allocate(22)))
                .isZero();
        ByteBuffer wire = ByteBuffer.allocate(200);
        assertThat(writer.write(APPLICATION_DATA, source, wire.limit(23))).isEqualTo(1);
        assertThat(writer.write(APPLICATION_DATA, source, wire.limit(200))).isEqualTo(99);
        assertThat(read(wire.flip(), 100)).isEqualTo(content(100));
    }

    @Test
    void addsNoShortRecordWhereAWholeOneHasNoRoom() {
        ByteBuffer wire = ByteBuffer.allocate(16384 + 22 + 1000);
        assertThat(writer().write(APPLICATION_DATA, ByteBuffer.wrap(content(32768)), wire))
                .isEqualTo(16384);
    }

    @Test
    void writesNothingForNothing() {
        ByteBuffer wire = ByteBuffer.allocate(100);
        assertThat(writer().write(APPLICATION_DATA, ByteBuffer.allocate(0), wire))
                .isZero();
        assertThat(wire.position()).isZero();
    }

    @Test
    void writesCoverTrafficWhenAskedTo() {
        //= R5.1-11
        RecordWriter writer = writer(RecordLimits.STANDARD, (type, length) -> 50);
        ByteBuffer wire = ByteBuffer.allocate(100);
        assertThat(writer.writeEmpty(ByteBuffer.allocate(71))).isFalse();
        assertThat(writer.writeEmpty(wire)).isTrue();
        assertThat(wire.position()).isEqualTo(5 + 51 + 16);
        assertThat(reader().read(wire.flip(), ByteBuffer.allocate(0))).isEqualTo(Outcome.APPLICATION_DATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000, 16384, 20000})
    void padsAsThePolicyWantsWithinTheLimits(int length) {
        //= R5.4-2
        //= R5.4-6
        RecordWriter writer = writer(RecordLimits.STANDARD, PaddingPolicy.toMultipleOf(1000));
        ByteBuffer wire = written(writer, APPLICATION_DATA, content(length));
        assertThat(wire.remaining()).isEqualTo(Math.toIntExact(writer.wireLength(APPLICATION_DATA, length)));
        assertThat(lengths(wire))
                .allSatisfy(each -> assertThat(each - 17)
                        .satisfiesAnyOf(
                                inner -> assertThat(inner % 1000).isZero(),
                                inner -> assertThat(inner).isEqualTo(16384)));
        assertThat(read(wire, length)).isEqualTo(content(length));
    }

    @Test
    void aWildPolicyIsCutToWhatThereIsRoomFor() {
        ByteBuffer huge =
                written(writer(RecordLimits.STANDARD, (_, _) -> Integer.MAX_VALUE), APPLICATION_DATA, content(10));
        assertThat(lengths(huge)).containsExactly(16384 + 17);
        ByteBuffer negative = written(writer(RecordLimits.STANDARD, (_, _) -> -5), APPLICATION_DATA, content(10));
        assertThat(lengths(negative)).containsExactly(10 + 17);
        RecordWriter small = writer(new RecordLimits(100, 1000), PaddingPolicy.toMultipleOf(64));
        assertThat(small.write(APPLICATION_DATA, ByteBuffer.wrap(content(100)), ByteBuffer.allocate(60)))
                .as("content and padding together must fit the room")
                .isZero();
        assertThat(small.write(APPLICATION_DATA, ByteBuffer.wrap(content(100)), ByteBuffer.allocate(90)))
                .isBetween(1, 64);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 255, 256, 257, 5000, 16384})
    void writesTheSameIntoEveryKindOfBuffer(int length) {
        Bytes expected = Bytes.of(written(writer(), APPLICATION_DATA, content(length)));
        for (boolean directSource : new boolean[] {true, false}) {
            for (boolean directWire : new boolean[] {true, false}) {
                ByteBuffer source =
                        buffer(directSource, length).put(content(length)).flip();
                ByteBuffer wire = buffer(directWire, expected.length());
                assertThat(writer().write(APPLICATION_DATA, source, wire)).isEqualTo(length);
                assertThat(Bytes.of(wire.flip())).isEqualTo(expected);
            }
        }
        ByteBuffer readOnly = ByteBuffer.wrap(content(length)).asReadOnlyBuffer();
        ByteBuffer wire = ByteBuffer.allocate(expected.length());
        writer().write(APPLICATION_DATA, readOnly, wire);
        assertThat(Bytes.of(wire.flip())).isEqualTo(expected);
    }

    @Test
    void asksForAKeyUpdateAheadOfTheLimitAndStopsAtIt() {
        //= R5.5-1
        //= R5.5-2
        RecordWriter writer = writer(new RecordLimits(16384, 6), PaddingPolicy.NONE);
        for (int i = 0; i < 4; i++) {
            assertThat(writer.needsKeyUpdate()).isFalse();
            written(writer, APPLICATION_DATA, content(1));
        }
        assertThat(writer.needsKeyUpdate()).isTrue();
        written(writer, ContentType.HANDSHAKE, content(5));
        exceeds(() -> written(writer, APPLICATION_DATA, content(1)));
        exceeds(() -> written(writer, ContentType.HANDSHAKE, content(1)));
        written(writer, ContentType.ALERT, new byte[] {2, 80});
        exceeds(() -> written(writer, ContentType.ALERT, new byte[] {2, 80}));

        writer.install(Channel.keys(Channel.SUITE, 2), Epoch.APPLICATION);
        assertThat(writer.needsKeyUpdate()).isFalse();
        written(writer, APPLICATION_DATA, content(1));
    }

    @Test
    void limitsAesGcmAsTheRfcDoesCcmToHalfOfThatAndChaCha20NotAtAll() {
        assertThat(RecordLimits.STANDARD.recordsUnder(CipherSuite.TLS_AES_256_GCM_SHA384))
                .isEqualTo((long) Math.floor(Math.pow(2, 24.5)));
        assertThat(RecordLimits.STANDARD.recordsUnder(CipherSuite.TLS_CHACHA20_POLY1305_SHA256))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(RecordLimits.STANDARD.recordsUnder(CipherSuite.TLS_AES_128_CCM_SHA256))
                .isEqualTo((long) Math.floor(Math.pow(2, 23.5)))
                .isEqualTo(RecordLimits.STANDARD.recordsUnder(CipherSuite.TLS_AES_128_CCM_8_SHA256));
    }

    @Test
    void neverWrapsTheSequenceNumber() {
        //= R5.3-2
        RecordProtection protection = Channel.protection();
        protection.skipTo(-2);
        Channel.sealed(protection, content(1));
        assertThat(protection.sequence()).isEqualTo(-1);
        exceeds(() -> Channel.sealed(protection, content(1)));
        exceeds(() -> Channel.sealed(protection, content(1)));
    }

    @Test
    void changesToTheKeysOfAnotherSuite() {
        RecordWriter writer = writer();
        written(writer, APPLICATION_DATA, content(1));
        writer.install(Channel.keys(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, 2), Epoch.APPLICATION);
        RecordReader reader = new RecordReader(Channel.CRYPTO, Recorder.none());
        reader.install(Channel.keys(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, 2), Epoch.APPLICATION);
        assertThat(reader.read(written(writer, APPLICATION_DATA, content(9)), ByteBuffer.allocate(100)))
                .isEqualTo(Outcome.APPLICATION_DATA);
    }

    @Test
    void writesNothingOnceDestroyed() {
        RecordWriter writer = writer();
        writer.destroy();
        writer.destroy();
        assertThatIllegalStateException().isThrownBy(() -> written(writer, APPLICATION_DATA, content(1)));
    }

    private static void exceeds(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(action)
                .returns(Violation.KEY_USAGE_EXCEEDED, ViolationException::violation);
    }

    private static byte[] read(ByteBuffer wire, int length) {
        RecordReader reader = reader();
        ByteBuffer all = ByteBuffer.allocate(length + 100);
        while (reader.read(wire, all) == Outcome.APPLICATION_DATA) {
            assertThat(all.remaining()).isNotNegative();
        }
        assertThat(wire.hasRemaining()).isFalse();
        byte[] content = new byte[all.flip().remaining()];
        all.get(content);
        return content;
    }

    private static List<Integer> lengths(ByteBuffer wire) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = wire.position(); at < wire.limit(); at += 5 + lengths.getLast()) {
            lengths.add(wire.getShort(at + 3) & 0xffff);
        }
        return lengths;
    }

    private static ByteBuffer buffer(boolean direct, int capacity) {
        return direct
                ? ByteBuffer.allocateDirect(capacity)
                : ByteBuffer.allocate(capacity + 9).slice(9, capacity);
    }
}
