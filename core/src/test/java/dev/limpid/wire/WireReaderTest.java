// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WireReaderTest {
    @Test
    void readsNumbersBigEndian() {
        WireReader reader = WireReader.of("x", Bytes.ofHex("ff 0102 010203 fffefdfc"));
        assertThat(reader.uint8()).isEqualTo(0xff);
        assertThat(reader.uint16()).isEqualTo(0x0102);
        assertThat(reader.uint24()).isEqualTo(0x010203);
        assertThat(reader.uint32()).isEqualTo(0xfffefdfcL);
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void readsVectorsOfEveryPrefix() {
        assertDecodes("02aabb", r -> r.opaque8("v", 2), Bytes.ofHex("aabb"));
        assertDecodes("0002aabb", r -> r.opaque16("v", 2), Bytes.ofHex("aabb"));
        assertDecodes("000002aabb", r -> r.opaque24("v", 2), Bytes.ofHex("aabb"));
        assertDecodes("0400010002", r -> r.vector8("v", v -> v.list(WireReader::uint16)), List.of(1, 2));
    }

    @Test
    void namesTheElementThatFails() {
        //= R4.3-2
        DecodeException failure = failure(
                "00 0005 0201aa 0100",
                r -> List.of(r.uint8(), r.vector16("outer", o -> o.list(e -> e.vector8("inner", i -> i.uint8())))));
        assertThat(failure.path()).isEqualTo("x.outer[0].inner");
        assertThat(failure.offset()).isEqualTo(5);
        assertThat(failure.problem()).isEqualTo("1 bytes left over");
        assertThat(failure).hasMessage("x.outer[0].inner at byte 5: 1 bytes left over");
    }

    @Test
    void countsElementsAcrossNestedLists() {
        DecodeException failure = failure(
                "06 01aa 03bbccdd",
                r -> r.vector8("outer", o -> o.list(e -> e.vector8("inner", i -> i.list(WireReader::uint16)))));
        assertThat(failure.path()).isEqualTo("x.outer[0].inner[0]");
        failure = failure("06 02aaaa 02bb", r -> r.vector8("outer", o -> o.list(e -> e.opaque8("inner", 0))));
        assertThat(failure.path()).isEqualTo("x.outer");
        failure = failure("05 02aaaa 02bb", r -> r.vector8("outer", o -> o.list(e -> e.opaque8("inner", 0))));
        assertThat(failure.path()).isEqualTo("x.outer[1].inner");
        assertThat(failure.offset()).isEqualTo(5);
    }

    @Test
    void neverReadsPastItsScope() {
        assertThat(failure("0301020304", r -> r.vector8("v", WireReader::uint32))
                        .path())
                .isEqualTo("x.v");
        assertThat(failure("01", WireReader::uint16).offset()).isZero();
        assertThat(failure("0102", WireReader::uint24).problem()).isEqualTo("a 24-bit number expected, 2 bytes left");
        assertThat(failure("", WireReader::uint8).problem()).isEqualTo("a byte expected, 0 bytes left");
        assertThat(failure("01", r -> r.bytes(2)).problem()).isEqualTo("2 bytes expected, 1 bytes left");
    }

    @Test
    void believesNoLengthThatItCannotSee() {
        DecodeException failure = failure("ffffff00", r -> r.opaque24("v", 0));
        assertThat(failure.problem()).isEqualTo("length 16777215 but only 1 bytes left");
        assertThat(failure.path()).isEqualTo("x.v");
    }

    @Test
    void holdsFloorsAndCeilings() {
        assertThat(failure("01aa", r -> r.opaque8("v", 2)).problem()).isEqualTo("at least 2 bytes expected, 1 there");
        assertThat(failure("02aabb", r -> r.vector8("v", v -> v.atMost(1).rest()))
                        .problem())
                .isEqualTo("at most 1 bytes expected, 2 there");
        assertDecodes("01aa", r -> r.vector8("v", v -> v.atLeast(1).atMost(1).rest()), Bytes.ofHex("aa"));
    }

    @Test
    void refusesWhatIsLeftOver() {
        assertThat(failure("0102", WireReader::uint8).problem()).isEqualTo("1 bytes left over");
    }

    @Test
    void looksAheadWithoutMoving() {
        WireReader reader = WireReader.of("x", Bytes.ofHex("010203"));
        reader.uint8();
        WireReader ahead = reader.ahead();
        assertThat(ahead.uint16()).isEqualTo(0x0203);
        assertThat(reader.remaining()).isEqualTo(2);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(ahead::uint8)
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("x"))
                .satisfies(failure -> assertThat(failure.offset()).isEqualTo(3));
    }

    @Test
    void insistsThatAnElementReadsSomething() {
        assertThatIllegalStateException().isThrownBy(() -> decode("01", r -> r.list(e -> 0)));
    }

    private static void assertDecodes(String hex, Function<WireReader, ?> body, Object value) {
        Object decoded = decode(hex, body);
        assertThat(decoded).isEqualTo(value);
    }

    private static <T> T decode(String hex, Function<WireReader, T> body) {
        return WireReader.decode("x", Bytes.ofHex(hex), body);
    }

    private static DecodeException failure(String hex, Function<WireReader, ?> body) {
        try {
            Object value = decode(hex, body);
            throw new AssertionError("decoded " + value);
        } catch (DecodeException expected) {
            return expected;
        }
    }
}
