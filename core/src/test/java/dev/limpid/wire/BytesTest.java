// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void copiesWhatItIsMadeOf() {
        byte[] array = {1, 2, 3};
        Bytes all = Bytes.of(array);
        Bytes part = Bytes.of(array, 1, 2);
        Bytes buffered = Bytes.of(ByteBuffer.wrap(array, 0, 2));
        array[1] = 9;
        assertThat(all).isEqualTo(Bytes.ofHex("010203"));
        assertThat(part).isEqualTo(Bytes.ofHex("0203"));
        assertThat(buffered).isEqualTo(Bytes.ofHex("0102"));
    }

    @Test
    void handsOutCopiesOnly() {
        Bytes bytes = Bytes.ofHex("0102");
        bytes.toArray()[0] = 9;
        assertThat(bytes.at(0)).isEqualTo(1);
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> bytes.toBuffer().put((byte) 9));
    }

    @Test
    void comparesByContentWhereverItIsStored() {
        Bytes slice = Bytes.ofHex("00aabb00").slice(1, 2);
        assertThat(slice).isEqualTo(Bytes.ofHex("aabb")).hasSameHashCodeAs(Bytes.ofHex("aabb"));
        assertThat(slice).isNotEqualTo(Bytes.ofHex("aabc")).isNotEqualTo(Bytes.ofHex("aa"));
        assertThat(slice.toBuffer().remaining()).isEqualTo(2);
        assertThat(slice.toArray()).containsExactly(0xaa, 0xbb);
    }

    @Test
    void joinsAndCuts() {
        Bytes joined = Bytes.ofHex("01").then(Bytes.ofHex("0203"));
        assertThat(joined).hasToString("010203");
        assertThat(joined.from(1)).hasToString("0203");
        assertThat(joined.from(3)).isSameAs(Bytes.EMPTY);
        byte[] target = new byte[5];
        joined.from(1).copyTo(target, 2);
        assertThat(target).containsExactly(0, 0, 2, 3, 0);
    }

    @Test
    void refusesToReachOutsideOfASlice() {
        Bytes slice = Bytes.ofHex("00112233").slice(1, 2);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.at(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.at(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.slice(1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.from(3));
    }

    @Test
    void spellsBytesAsText() {
        assertThat(Bytes.ofHex("AB cd\n0f").toHex()).isEqualTo("abcd0f");
        assertThat(Bytes.ofUtf8("h2").toLatin1()).isEqualTo("h2");
        assertThat(Bytes.ofHex("ff").toLatin1()).isEqualTo("\u00ff");
        assertThat(Bytes.ofHex("ff").at(0)).isEqualTo(255);
    }
}
