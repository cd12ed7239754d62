// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeJoinerTest {
    private static final int LIMIT = 1 << 17;
    private final HandshakeJoiner joiner = new HandshakeJoiner(LIMIT);

    @Test
    void joinsFragmentsOfOneByte() {
        Bytes message = message(8, 300);
        for (int i = 0; i < message.length(); i++) {
            assertThat(joiner.next()).isEmpty();
            joiner.add(message.slice(i, 1));
        }
        RawMessage joined = joiner.next().orElseThrow();
        assertThat(joined.bytes()).isEqualTo(message);
        assertThat(joined.body()).isEqualTo(message.from(4));
        assertThat(joined.type()).isEqualTo(HandshakeType.ENCRYPTED_EXTENSIONS);
        assertThat(joiner.next()).isEmpty();
        assertThat(joiner.isAligned()).isTrue();
    }

    @Test
    void takesManyMessagesFromOneFragment() {
        Bytes flight = message(8, 2).then(message(11, 0)).then(message(15, 100)).then(message(20, 48));
        joiner.add(flight);
        assertThat(drain()).extracting(raw -> raw.type().code()).containsExactly(8, 11, 15, 20);
        assertThat(joiner.isAligned()).isTrue();
    }

    @Test
    void givesBackEveryMessageHoweverTheFlightIsCut() {
        long seed = Long.getLong("limpid.seed", 5);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Bytes flight = Bytes.EMPTY;
            List<Bytes> sent = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                Bytes message = message(random.nextInt(256), random.nextInt(random.nextInt(10) == 0 ? 40_000 : 200));
                sent.add(message);
                flight = flight.then(message);
            }
            List<Bytes> received = new ArrayList<>();
            for (int at = 0; at < flight.length(); ) {
                int length = Math.min(flight.length() - at, 1 + random.nextInt(HandshakeJoiner.LONGEST_FRAGMENT));
                byte[] padded = new byte[length + 7];
                flight.slice(at, length).copyTo(padded, 3);
                joiner.add(padded, 3, length);
                drain().forEach(raw -> received.add(raw.bytes()));
                at += length;
            }
            assertThat(received).as("seed %s, round %s", seed, round).isEqualTo(sent);
            assertThat(joiner.isAligned()).isTrue();
        }
    }

    @Test
    void refusesALengthAboveTheLimitAsSoonAsItIsDeclared() {
        joiner.add(Bytes.ofHex("0bffff"));
        assertThat(joiner.next()).isEmpty();
        joiner.add(Bytes.ofHex("ff"));
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(joiner::next)
                .satisfies(failure -> assertThat(failure.violation()).isEqualTo(Violation.MESSAGE_TOO_LARGE));
    }

    @Test
    void acceptsExactlyTheLimit() {
        HandshakeJoiner small = new HandshakeJoiner(10);
        small.add(message(1, 10).then(message(1, 11)));
        assertThat(small.next()).isPresent();
        assertThatExceptionOfType(ViolationException.class).isThrownBy(small::next);
    }

    @Test
    void growsWithWhatArrivedNotWithWhatWasDeclared() {
        joiner.add(Bytes.ofHex("0b020000" + "00".repeat(100)));
        assertThat(joiner.next()).isEmpty();
        assertThat(joiner.pending()).isEqualTo(104);
        assertThat(joiner.capacity()).isLessThan(1000);
    }

    @Test
    void keepsNoLargeBufferAfterALargeMessage() {
        Bytes message = message(11, 100_000);
        for (int at = 0; at < message.length(); at += 10_000) {
            assertThat(joiner.next()).isEmpty();
            joiner.add(message.slice(at, Math.min(10_000, message.length() - at)));
        }
        assertThat(joiner.next()).map(RawMessage::bytes).isEqualTo(Optional.of(message));
        assertThat(joiner.capacity()).isZero();
    }

    @Test
    void holdsABoundWhenMessagesAreLeftUnread() {
        HandshakeJoiner unread = new HandshakeJoiner(1000);
        Bytes fragment = Bytes.wrap(new byte[1000]);
        assertThatIllegalStateException().isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                unread.add(fragment);
            }
        });
        assertThat(unread.pending()).isLessThanOrEqualTo(4 + 1000 + HandshakeJoiner.LONGEST_FRAGMENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unread.add(Bytes.wrap(new byte[HandshakeJoiner.LONGEST_FRAGMENT + 1])));
    }

    @Test
    void provesAlignmentOnlyWhenNothingIsLeft() {
        //= R5.1-5
        //= R5.1-6
        assertThat(joiner.requireAligned()).isNotNull();
        joiner.add(message(20, 32).then(Bytes.ofHex("04")));
        assertThat(misaligned()).isEqualTo(Violation.MESSAGE_ACROSS_KEY_CHANGE);
        assertThat(joiner.next()).isPresent();
        assertThat(joiner.isAligned()).isFalse();
        assertThat(misaligned()).isEqualTo(Violation.MESSAGE_ACROSS_KEY_CHANGE);
    }

    @Test
    void givesMessagesThatLaterFragmentsDoNotChange() {
        joiner.add(message(1, 5));
        Bytes first = joiner.next().orElseThrow().bytes();
        joiner.add(message(2, 5));
        assertThat(first).isEqualTo(message(1, 5));
    }

    @Test
    void acceptsOnlyLimitsOf24Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HandshakeJoiner(0x1000000));
        assertThatIllegalArgumentException().isThrownBy(() -> new HandshakeJoiner(-1));
    }

    private List<RawMessage> drain() {
        List<RawMessage> messages = new ArrayList<>();
        for (Optional<RawMessage> next = joiner.next(); next.isPresent(); next = joiner.next()) {
            messages.add(next.get());
        }
        return messages;
    }

    private Violation misaligned() {
        try {
            joiner.requireAligned();
            throw new AssertionError("aligned");
        } catch (ViolationException expected) {
            return expected.violation();
        }
    }

    private static Bytes message(int type, int length) {
        byte[] message = new byte[4 + length];
        message[0] = (byte) type;
        message[1] = (byte) (length >> 16);
        message[2] = (byte) (length >> 8);
        message[3] = (byte) length;
        java.util.Arrays.fill(message, 4, message.length, (byte) type);
        return Bytes.wrap(message);
    }
}
