// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP           | HTTP/1.1 400 Bad Request
            HTTP           | GET / HTTP/1.1
            HTTP           | <!DOCTYPE HTML PUBLIC
            PROXY_CONNECT  | CONNECT shop.lab:443 HTTP/1.1
            HTTP2          | PRI * HTTP/2.0
            SSH            | SSH-2.0-OpenSSH_9.6
            SMTP           | 220 mail.shop.lab ESMTP Postfix
            SMTP           | EHLO client
            FTP            | 220 (vsFTPd 3.0.5)
            IMAP           | * OK [CAPABILITY IMAP4rev1] ready
            POP3           | +OK ready
            NNTP           | 200 news.lab ready
            REDIS          | -ERR unknown command
            XMPP           | <?xml version='1.0'?>
            AMQP           | AMQP
            VNC            | RFB 003.008
            RSYNC          | @RSYNCD: 31.0
            PROXY_PROTOCOL | PROXY TCP4 10.0.0.1 10.0.0.2 1 2
            SIP            | SIP/2.0 400 Bad Request
            RTSP           | RTSP/1.0 400 Bad Request
            """)
    void recognisesLinesOfText(Dialect dialect, String first) {
        Bytes bytes = Bytes.wrap(first.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Dialect.of(bytes)).contains(dialect);
        assertThat(Dialect.looksLikeTls(bytes)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL, 4a0000000a382e302e3336",
        "POSTGRESQL, 0000000804d2162f",
        "SOCKS5, 0500",
        "SOCKS5, 050100",
        "SOCKS4, 005a000000000000",
        "RDP, 0300001304d00000",
        "HTTP2, 000012040000000000",
        "SSL2, 802e0100020015",
        "PROXY_PROTOCOL, 0d0a0d0a000d0a515549540a",
        "LDAP, 300c020101",
        "TELNET, fffd18"
    })
    void recognisesBinaryProtocols(Dialect dialect, String hex) {
        assertThat(Dialect.of(Bytes.ofHex(hex))).contains(dialect);
        assertThat(Dialect.looksLikeTls(Bytes.ofHex(hex))).isFalse();
    }

    @Test
    void takesTlsRecordsForTls() {
        assertThat(Dialect.looksLikeTls(Bytes.ofHex("160303007a"))).isTrue();
        assertThat(Dialect.looksLikeTls(Bytes.ofHex("15030100020228"))).isTrue();
        assertThat(Dialect.looksLikeTls(Bytes.ofHex("16"))).isTrue();
        assertThat(Dialect.looksLikeTls(Bytes.ofHex("1605"))).isFalse();
    }

    @Test
    void doesNotGuessWhatItDoesNotKnow() {
        assertThat(Dialect.of(Bytes.ofHex("deadbeef"))).isEmpty();
        assertThat(Dialect.of(Bytes.ofHex("00"))).isEmpty();
    }
}
