// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireWriterTest {
    @Test
    void writesNumbersBigEndian() {
        assertThat(WireWriter.encode(
                        w -> w.uint8(0xff).uint16(0x0102).uint24(0x030405).uint32(0xfffefdfcL)))
                .hasToString("ff0102030405fffefdfc");
    }

    @Test
    void putsLengthsBeforeWhatIsNested() {
        assertThat(WireWriter.encode(w -> w.vector8(a -> a.vector16(b -> b.vector24(c -> c.bytes(Bytes.ofHex("aabb"))))
                        .uint8(1))))
                .hasToString("08" + "0005" + "000002" + "aabb" + "01");
        assertThat(WireWriter.encode(
                        w -> w.opaque8(Bytes.EMPTY).opaque16(Bytes.ofHex("01")).opaque24(Bytes.ofHex("02"))))
                .hasToString("00" + "000101" + "00000102");
        assertThat(WireWriter.encode(w -> w.each(List.of(1, 2), WireWriter::uint16)))
                .hasToString("00010002");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.uint8(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.uint8(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.uint16(0x10000)));
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.uint24(0x1000000)));
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.uint32(0x100000000L)));
        Bytes tooLong = Bytes.wrap(new byte[256]);
        assertThatIllegalArgumentException().isThrownBy(() -> WireWriter.encode(w -> w.opaque8(tooLong)));
        assertThat(WireWriter.encode(w -> w.opaque8(tooLong.from(1))).length()).isEqualTo(256);
    }

    @Test
    void growsAsNeeded() {
        WireWriter writer = new WireWriter(0);
        for (int i = 0; i < 1000; i++) {
            writer.uint16(i);
        }
        assertThat(writer.length()).isEqualTo(2000);
        assertThat(writer.toBytes().slice(1998, 2)).hasToString("03e7");
    }
}
