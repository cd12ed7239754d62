// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9525 section 6.3 and 6.4 as a table. */
class NameMatchTest {
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        // exact
        "shop.lab, shop.lab, true",
        "SHOP.LAB, shop.lab, true",
        "shop.lab, www.shop.lab, false",
        "www.shop.lab, shop.lab, false",
        "shop.lab, shop.la, false",
        "shop.lab, xshop.lab, false",
        "shop.lab., shop.lab, false",
        "localhost, localhost, true",
        "my_service, my_service, true",
        "'', shop.lab, false",
        "' shop.lab', shop.lab, false",
        "'shop.lab ', shop.lab, false",
        // wildcards
        "*.shop.lab, www.shop.lab, true",
        "*.SHOP.lab, www.shop.lab, true",
        "*.shop.lab, shop.lab, false",
        "*.shop.lab, a.www.shop.lab, false",
        "*.shop.lab, xshop.lab, false",
        "*.lab, shop.lab, false",
        "*, localhost, false",
        "*., localhost, false",
        "*.*.lab, a.b.lab, false",
        "**.shop.lab, www.shop.lab, false",
        "w*.shop.lab, www.shop.lab, false",
        "*w.shop.lab, www.shop.lab, false",
        "w*w.shop.lab, www.shop.lab, false",
        "www.*.lab, www.shop.lab, false",
        "www.shop.*, www.shop.lab, false",
        "*.shop.lab., www.shop.lab, false",
        "*..lab, www.shop.lab, false",
        "*shop.lab, www.shop.lab, false",
        // internationalized
        "xn--bcher-kva.example, bücher.example, true",
        "XN--BCHER-KVA.example, bücher.example, true",
        "bücher.example, bücher.example, false",
        "*.example.org, bücher.example.org, true",
        "*.xn--bcher-kva.example, www.bücher.example, true",
        "xn--*.example.org, bücher.example.org, false",
        // addresses are no DNS names, and DNS names no addresses
        "127.0.0.1, 127.0.0.1, false",
        "*.0.0.1, 127.0.0.1, false",
        "::1, ::1, false"
    })
    void matchesDnsNamesAsRfc9525Says(String presented, String expected, boolean matches) {
        assertThat(NameMatch.matches(new SubjectAltName.Dns(presented), ServerName.of(expected)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "7f000001, 127.0.0.1, true",
        "7f000002, 127.0.0.1, false",
        "00000000000000000000000000000001, ::1, true",
        "00000000000000000000ffff7f000001, 127.0.0.1, false",
        "00000000000000000000ffff7f000001, ::ffff:127.0.0.1, true",
        "7f000001ffffffff, 127.0.0.1, false",
        "'', 127.0.0.1, false",
        "73686f70, shop, false"
    })
    void matchesAddressesByteForByte(String presented, String expected, boolean matches) {
        assertThat(NameMatch.matches(new SubjectAltName.Ip(Bytes.ofHex(presented)), ServerName.of(expected)))
                .isEqualTo(matches);
    }

    @Test
    void isNotDeceivedByBytesThatLookLikeOthers() {
        ServerName kiosk = ServerName.of("kiosk.lab");
        for (String presented :
                List.of("\u212aiosk.lab", "kiosk.lab\u0000.evil.example", "kiosk\u0000.lab", "k\u0131osk.lab")) {
            assertThat(NameMatch.matches(new SubjectAltName.Dns(presented), kiosk))
                    .isFalse();
        }
    }

    @Test
    void neverMatchesOtherKindsOfName() {
        SubjectAltName uri = new SubjectAltName.Other("URI", Bytes.ofUtf8("shop.lab"));
        assertThat(NameMatch.matches(uri, ServerName.of("shop.lab"))).isFalse();
    }

    @Test
    void answersForACertificateInDer() {
        //= R4.7.1-7
        TestCertificate certificate = TestPki.root("Root")
                .issue()
                .leaf("shop.lab")
                .names("shop.lab", "*.bank.lab", "::1")
                .issue();
        assertThat(NameMatch.matches(certificate.der(), ServerName.of("shop.lab")))
                .isTrue();
        assertThat(NameMatch.matches(certificate.der(), ServerName.of("my.bank.lab")))
                .isTrue();
        assertThat(NameMatch.matches(certificate.der(), ServerName.of("[::1]"))).isTrue();
        assertThat(NameMatch.matches(certificate.der(), ServerName.of("other.lab")))
                .isFalse();
        assertThat(NameMatch.matches(Bytes.ofUtf8("no certificate"), ServerName.of("shop.lab")))
                .isFalse();
    }

    @Test
    void neverLooksAtTheCommonName() {
        TestCertificate certificate = TestPki.selfSigned("shop.lab").names().issue();
        assertThat(NameMatch.matches(certificate.der(), ServerName.of("shop.lab")))
                .isFalse();
    }
}
