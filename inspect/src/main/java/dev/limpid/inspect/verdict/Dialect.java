// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Protocols that are met where TLS was expected, by their first bytes; the most telling patterns first. */
enum Dialect {
    HTTP("plain HTTP", text("HTTP/[0-9]|(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE) /|<(!doctype )?html")),
    PROXY_CONNECT("HTTP CONNECT, as to a proxy", text("CONNECT ")),
    HTTP2("HTTP/2 without TLS", text("PRI \\* HTTP/2").or(b -> hex(b, "0000..04") && b.length() >= 9)),
    SSH("SSH", text("SSH-")),
    POSTGRESQL(
            "PostgreSQL",
            b -> hex(b, "0000000804d2162f")
                    || text("E\\x00..\\x00|E....S[A-Z]+\\x00").test(b)),
    MYSQL("MySQL", b -> hex(b, "....00000a") || hex(b, "....0000ff")),
    SMTP("SMTP", text("220[ -][^\\r\\n]*(SMTP|mail|Postfix|Exim)|(EHLO|HELO|LHLO) ")),
    FTP("FTP", text("220[ -]|AUTH TLS")),
    IMAP("IMAP", text("\\* (OK|PREAUTH|BYE)")),
    POP3("POP3", text("\\+OK")),
    NNTP("NNTP", text("20[01] ")),
    REDIS("Redis", text("-(ERR|NOAUTH|DENIED)|\\*[0-9]+\\r\\n\\$|\\+PONG")),
    MEMCACHED("memcached", text("ERROR\\r\\n|CLIENT_ERROR")),
    XMPP("XMPP", text("<\\?xml|<stream:")),
    SIP("SIP", text("SIP/2|(INVITE|REGISTER) sip")),
    RTSP("RTSP", text("RTSP/")),
    AMQP("AMQP", text("AMQP")),
    VNC("VNC", text("RFB [0-9]")),
    RSYNC("rsync", text("@RSYNCD")),
    PROXY_PROTOCOL("the PROXY protocol", b -> text("PROXY (TCP|UNKNOWN)").test(b) || hex(b, "0d0a0d0a000d0a51")),
    SOCKS5("SOCKS 5", b -> hex(b, "0500") || hex(b, "05ff") || hex(b, "0501") || hex(b, "0502")),
    SOCKS4("SOCKS 4", b -> hex(b, "005a") || hex(b, "005b") || hex(b, "0401")),
    RDP("RDP", b -> hex(b, "030000")),
    SSL2("SSL 2, which nobody may speak any more", b -> hex(b, "80..01") || hex(b, "80..04")),
    LDAP("LDAP", b -> hex(b, "30..0201") || hex(b, "3084")),
    TELNET("Telnet", b -> hex(b, "fffb") || hex(b, "fffd")),
    SMB("SMB", b -> hex(b, "000000..fe534d42") || hex(b, "000000..ff534d42"));

    private final String title;
    private final Predicate<Bytes> begins;

    Dialect(String title, Predicate<Bytes> begins) {
        this.title = title;
        this.begins = begins;
    }

    /** The protocol that {@code first} begins, if it is one of these. */
    static Optional<Dialect> of(Bytes first) {
        return Arrays.stream(values()).filter(d -> d.begins.test(first)).findFirst();
    }

    /** Whether {@code first} begins a TLS record: a known content type, then a major version of 3. */
    static boolean looksLikeTls(Bytes first) {
        int type = first.at(0);
        return type >= 20 && type <= 24 && (first.length() < 2 || first.at(1) == 3);
    }

    /** For people. */
    String title() {
        return title;
    }

    /** What to do at the client, where this protocol has its own way to TLS. */
    Optional<String> advice() {
        return switch (this) {
            case HTTP, HTTP2 -> Optional.of("use the HTTPS port (often 443 or 8443), or switch TLS on for this one");
            case SMTP -> Optional.of("use port 465, or begin with STARTTLS on this one");
            case IMAP -> Optional.of("use port 993, or begin with STARTTLS on this one");
            case POP3 -> Optional.of("use port 995, or begin with STLS on this one");
            case FTP -> Optional.of("use port 990, or begin with AUTH TLS on this one");
            case LDAP -> Optional.of("use port 636, or begin with StartTLS on this one");
            case XMPP -> Optional.of("use port 5223, or begin with STARTTLS on this one");
            case NNTP -> Optional.of("use port 563, or begin with STARTTLS on this one");
            case POSTGRESQL, MYSQL ->
                Optional.of("this database asks for TLS inside its own protocol; connect with its own client");
            default -> Optional.empty();
        };
    }

    private static Predicate<Bytes> text(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return b -> pattern.matcher(b.toLatin1()).lookingAt();
    }

    /** Whether {@code bytes} begin as {@code pattern}, two digits or two dots a byte. */
    private static boolean hex(Bytes bytes, String pattern) {
        List<String> wanted = Arrays.asList(pattern.split("(?<=\\G..)", 0));
        if (bytes.length() < wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean any = wanted.get(i).equals("..");
            if (!any && Integer.parseInt(wanted.get(i), 16) != bytes.at(i)) {
                return false;
            }
        }
        return true;
    }
}
