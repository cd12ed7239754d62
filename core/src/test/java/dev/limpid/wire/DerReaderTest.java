// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {
    @Test
    void walksElements() {
        DerReader outer = DerReader.of("x", Bytes.ofHex("3008 020105 0603551d0f 0500"));
        DerReader inner = outer.inside(DerReader.SEQUENCE, "sequence");
        assertThat(inner.nextIs(DerReader.INTEGER)).isTrue();
        assertThat(inner.content(DerReader.INTEGER, "number")).isEqualTo(Bytes.ofHex("05"));
        assertThat(inner.element(DerReader.OID, "oid")).isEqualTo(Bytes.ofHex("0603551d0f"));
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> inner.peek("more"));
        assertThat(outer.hasMore()).isTrue();
        assertThatExceptionOfType(DecodeException.class).isThrownBy(outer::end);
        outer.skip("null");
        outer.end();
        assertThat(outer.nextIs(DerReader.INTEGER)).isFalse();
    }

    @Test
    void readsLongLengths() {
        Bytes content = Bytes.wrap(new byte[300]);
        Bytes element = Bytes.ofHex("0482012c").then(content);
        assertThat(DerReader.of("x", element).content(DerReader.OCTET_STRING, "octets"))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "0401",
                "04027f",
                "0480",
                "0481",
                "04817f",
                "04820001ff",
                "048200ff",
                "0484ffffffff",
                "0483ffffff",
                "04ff",
                "0501aa"
            })
    void refusesLengthsThatLieOrAreNotTheShortest(String hex) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> DerReader.of("x", Bytes.ofHex(hex)).content(DerReader.OCTET_STRING, "octets"));
    }

    @Test
    void wantsBitStringsOfWholeBytes() {
        assertThat(DerReader.of("x", Bytes.ofHex("030300aabb")).bitString("bits"))
                .isEqualTo(Bytes.ofHex("aabb"));
        for (String hex : new String[] {"0300", "030201aa", "0402aabb"}) {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(() -> DerReader.of("x", Bytes.ofHex(hex)).bitString("bits"));
        }
    }

    @Test
    void saysWhereItFailed() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> DerReader.of("x", Bytes.ofHex("3003020201"))
                        .inside(DerReader.SEQUENCE, "sequence")
                        .content(DerReader.INTEGER, "number"))
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("x.sequence.number"))
                .satisfies(failure -> assertThat(failure.offset()).isEqualTo(4));
    }
}
