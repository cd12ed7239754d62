// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {
    @ParameterizedTest
    @CsvSource({
        "shop.lab, shop.lab",
        "SHOP.Lab, shop.lab",
        "shop.lab., shop.lab",
        "localhost, localhost",
        "a, a",
        "my_service, my_service",
        "_dmarc.shop.lab, _dmarc.shop.lab",
        "1a.2b.c3, 1a.2b.c3",
        "4chan.example, 4chan.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "bücher。example, xn--bcher-kva.example",
        "例え.テスト, xn--r8jz45g.xn--zckzah"
    })
    void keepsDnsNamesAsLowerCaseALabels(String text, String expected) {
        ServerName name = ServerName.of(text);
        assertThat(name.isDns()).isTrue();
        assertThat(name.text()).isEqualTo(expected);
        assertThat(name.address()).isEqualTo(Bytes.EMPTY);
        assertThat(name).isEqualTo(ServerName.of(expected)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".lab",
                "shop..lab",
                "shop.lab..",
                "-shop.lab",
                "shop-.lab",
                "shop lab",
                "shop/lab",
                "shop.lab:443",
                "user@shop.lab",
                "*.lab",
                "shop\u0000.lab",
                "shop\n.lab",
                "shop%2elab",
                "shop.lab\u200b",
                "faß.de",
                "ς.gr",
                "a\u200db.example",
                "a\u200cb.example",
                "bü_cher.example",
                "\ud800.example"
            })
    void refusesWhatIsNoHostName(String text) {
        assertThatThrownBy(() -> ServerName.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ServerName.parse(text)).isEmpty();
    }

    @Test
    void limitsLabelsTo63AndNamesTo253() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(ServerName.of(longest).text()).hasSize(253);
        assertThatThrownBy(() -> ServerName.of(longest + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerName.of(label + "a.lab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerName.of("ü".repeat(60) + ".lab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerName.of("a.".repeat(1_000_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 7f000001, 127.0.0.1",
        "0.0.0.0, 00000000, 0.0.0.0",
        "255.255.255.255, ffffffff, 255.255.255.255",
        "::1, 00000000000000000000000000000001, ::1",
        "[::1], 00000000000000000000000000000001, ::1",
        "::, 00000000000000000000000000000000, ::",
        "2001:DB8::1, 20010db8000000000000000000000001, 2001:db8::1",
        "2001:db8:0:0:1:0:0:1, 20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "1::, 00010000000000000000000000000000, 1::",
        "::ffff:192.0.2.1, 00000000000000000000ffffc0000201, ::ffff:c000:201",
        "64:ff9b::192.0.2.33, 0064ff9b0000000000000000c0000221, 64:ff9b::c000:221"
    })
    void readsIpAddressesExactly(String text, String hex, String canonical) {
        ServerName name = ServerName.of(text);
        assertThat(name.isDns()).isFalse();
        assertThat(name.address()).isEqualTo(Bytes.ofHex(hex));
        assertThat(name.text()).isEqualTo(canonical);
        assertThat(ServerName.ofAddress(Bytes.ofHex(hex))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "127.0.1",
                "1.2.3.4.5",
                "010.0.0.1",
                "256.0.0.1",
                "1.2.3.",
                "1.2.3.4.",
                "0x7f.0.0.1",
                "127.0.0.0x1",
                "2130706433",
                "0x7f000001",
                "１２７.0.0.1",
                "shop.1",
                "1..2.3",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::1",
                "fe80::1%eth0",
                "[::1",
                "::1]",
                "[127.0.0.1]",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::01.2.3.4",
                "[]"
            })
    void refusesWhatOnlyLooksLikeAnAddress(String text) {
        assertThatThrownBy(() -> ServerName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void escapesHostileTextInItsMessage() {
        assertThatThrownBy(() -> ServerName.of("evil\u001b[2J"))
                .hasMessageNotContaining("\u001b")
                .hasMessageContaining("u{1b}");
    }
}
