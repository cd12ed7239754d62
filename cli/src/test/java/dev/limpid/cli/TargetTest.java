// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.lab              | shop.lab:443             | -",
                "shop.lab:4401         | shop.lab:4401            | -",
                "https://shop.lab      | shop.lab:443             | -",
                "HTTPS://Shop.Lab:8443 | shop.lab:8443            | -",
                "https://shop.lab/     | shop.lab:443             | /",
                "shop.lab/a/b?c=d#e    | shop.lab:443             | /a/b?c=d",
                "shop.lab?c=/d:9       | shop.lab:443             | /?c=/d:9",
                "127.0.0.1:1           | 127.0.0.1:1              | -",
                "[::1]                 | [::1]:443                | -",
                "[2001:db8::1]:65535/x | [2001:db8::1]:65535      | /x",
                "bücher.example        | xn--bcher-kva.example:443 | -",
                "_dmarc.example.       | _dmarc.example:443       | -",
            })
    void readsWhatPeopleType(String text, String address, String path) {
        Target target = Target.parse(text);
        assertThat(target.address()).isEqualTo(address);
        assertThat(target.path().orElse("-")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":443",
                "shop.lab:",
                "shop.lab:0",
                "shop.lab:65536",
                "shop.lab:999999",
                "shop.lab:https",
                "http://shop.lab",
                "ftp://shop.lab",
                "me@shop.lab",
                "::1",
                "fe80::1:443",
                "[shop.lab]",
                "[::1",
                "[12]",
                "[::1]x",
                "shop lab",
                "-shop.lab",
                "shop..lab",
                "https://",
                "shop.lab\u001b[2J",
                "https://https://shop.lab"
            })
    void refusesWhatIsNoTarget(String text) {
        assertThatThrownBy(() -> Target.parse(text)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(e.fix()).isNotBlank();
            assertThat(e.getMessage()).doesNotContain("\u001b");
        });
    }

    @Test
    void leavesHttpsPortOutOfTheHostHeader() {
        assertThat(Target.parse("shop.lab:443").hostHeader()).isEqualTo("shop.lab");
        assertThat(Target.parse("shop.lab:4401").hostHeader()).isEqualTo("shop.lab:4401");
        assertThat(Target.parse("[::1]:443").hostHeader()).isEqualTo("[::1]");
    }

    @Test
    void wantsAPortWhereOneMustBe() {
        assertThat(Target.hostAndPort("[::1]:8443").port()).isEqualTo(8443);
        assertThatThrownBy(() -> Target.hostAndPort("shop.lab")).isInstanceOf(Refusal.class);
    }
}
