// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A recorded handshake, cut, split, and with every byte changed. {@code -Dlimpid.long=true} changes each byte in nine ways and
 * splits at every place.
 */
class TamperedHandshakeTest {
    private static final boolean LONG = Boolean.getBoolean("limpid.long");
    private static final int STRIDE = LONG ? 1 : 23;

    private final List<Event> events = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Side.class)
    void theRecordingItselfSucceeds(Side side) {
        End end = fed(side, Recorded.toldTo(side));
        assertThat(end.isEstablished()).as(end.describe()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void noChangedByteLeadsToAWrongSuccess(Side side) {
        //= R5.1-14
        //= R6.1-8
        Bytes told = Recorded.toldTo(side);
        Set<Integer> meaningless = versionsOfPlaintext(told);
        for (int at = 0; at < told.length(); at++) {
            for (int mask : masks(at)) {
                String what = "byte " + at + " of " + told.length() + " xor " + mask + " to the " + side;
                byte[] changed = told.toArray();
                changed[at] ^= (byte) mask;
                End end = fed(side, Bytes.wrap(changed));
                if (meaningless.contains(at)) {
                    assertThat(end.isEstablished())
                            .as(what + ": " + end.describe())
                            .isTrue();
                } else {
                    assertRefused(what, end);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aHandshakeThatIsCutShortIsTruncated(Side side) {
        //= R6.1-8
        Bytes told = Recorded.toldTo(side);
        for (int length = 0; length < told.length(); length++) {
            End end = fed(side, told.slice(0, length));
            assertThat(end.isEstablished()).as("cut at " + length).isFalse();
            TlsException failure = endOfInput(end);
            assertThat(failure.code()).as("cut at " + length).isEqualTo("TRUNCATED");
            assertThat(alertsSent()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void splittingAFlightChangesNothing(Side side) {
        Bytes told = Recorded.toldTo(side);
        for (int at : places(told)) {
            End end = fed(side, told.slice(0, at));
            end.receive(told.from(at));
            assertThat(end.isEstablished())
                    .as("split at " + at + ": " + end.describe())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void aFlightByteByByteIsAFlight(Side side) {
        Bytes told = Recorded.toldTo(side);
        End end = fed(side, Bytes.EMPTY);
        for (int at = 0; at < told.length(); at++) {
            end.receive(told.slice(at, 1));
        }
        assertThat(end.isEstablished()).as(end.describe()).isTrue();
    }

    @Test
    void theRecordingIsTheSameEachTime() {
        End client = Recorded.fresh(Side.CLIENT, (nanos, event) -> {});
        assertThat(client.take()).isEqualTo(Recorded.CLIENT_HELLO);
        End server = Recorded.fresh(Side.SERVER, (nanos, event) -> {});
        server.receive(Recorded.CLIENT_HELLO);
        assertThat(server.take()).isEqualTo(Recorded.SERVER_FLIGHT);
    }

    private static List<Integer> masks(int at) {
        return LONG ? List.of(1, 2, 4, 8, 16, 32, 64, 128, 255) : List.of(1 << at % 8);
    }

    private End fed(Side side, Bytes told) {
        events.clear();
        End end = Recorded.fresh(side, (nanos, event) -> events.add(event));
        end.take();
        end.receive(told);
        return end;
    }

    private void assertRefused(String what, End end) {
        assertThat(end.isEstablished()).as(what).isFalse();
        if (end.failure().isEmpty()) {
            assertThat(endOfInput(end).code()).as(what).isEqualTo("TRUNCATED");
            assertThat(alertsSent()).as(what).isZero();
            return;
        }
        TlsException failure = end.failure().get();
        assertThat(failure.violation()).as(what + ": " + failure.getMessage()).isPresent();
        assertThat(failure.violation().get().name()).as(what).isNotEqualTo("INTERNAL_ERROR");
        end.take();
        assertThat(alertsSent()).as(what).isOne();
        assertThat(end.take()).as(what).isEqualTo(Bytes.EMPTY);
    }

    private long alertsSent() {
        return events.stream().filter(event -> event instanceof Event.AlertSeen).count();
    }

    private static TlsException endOfInput(End end) {
        return Assertions.catchThrowableOfType(
                TlsException.class, () -> end.connection().endOfInput());
    }

    /** Where legacy_record_version of the records stands that no keys protect. */
    private static Set<Integer> versionsOfPlaintext(Bytes records) {
        Set<Integer> places = new HashSet<>();
        for (int start : starts(records)) {
            if (records.at(start) != ContentType.APPLICATION_DATA.code()) {
                places.add(start + 1);
                places.add(start + 2);
            }
        }
        return places;
    }

    private static List<Integer> places(Bytes told) {
        List<Integer> places = new ArrayList<>();
        for (int at = 1; at < told.length(); at += STRIDE) {
            places.add(at);
        }
        for (int start : starts(told)) {
            for (int at = start; at < start + 6; at++) {
                places.add(at);
            }
        }
        return places;
    }

    private static List<Integer> starts(Bytes records) {
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (at < records.length()) {
            starts.add(at);
            at += 5 + (records.at(at + 3) << 8 | records.at(at + 4));
        }
        return starts;
    }
}
