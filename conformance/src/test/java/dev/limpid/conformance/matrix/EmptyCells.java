// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

import dev.limpid.observe.Side;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Why a topic was not tried with a peer. Every empty cell of the page has a reason here, and a reason that names its peers and topics
 * explains empty cells alone.
 */
final class EmptyCells {
    private static final Set<Side> BOTH = EnumSet.allOf(Side.class);
    private static final Set<Side> AS_CLIENT = Set.of(Side.CLIENT);
    private static final Set<Side> AS_SERVER = Set.of(Side.SERVER);

    private static final String BC = "Bouncy Castle";
    private static final String CHROMIUM = "Chromium";
    private static final String CONSCRYPT = "Conscrypt";
    private static final String CURL = "curl";
    private static final String GNUTLS = "GnuTLS";
    private static final String NETTY = "Netty (BoringSSL)";
    private static final String NODE = "Node tls";
    private static final String NEW_NODE = "Node tls, 24 or later";
    private static final String OPENSSL = "OpenSSL";
    private static final String PYTHON = "Python ssl";
    private static final String SUN = "SunJSSE";

    private static final List<String> ENGINES = List.of(BC, CONSCRYPT, NETTY, SUN);
    private static final List<String> PROGRAMS = List.of(GNUTLS, NODE, NEW_NODE, OPENSSL, PYTHON);

    /**
     * A reason for all cells of {@code peers} with {@code topics} where we were one of {@code sides}.
     *
     * @param text follows a colon
     */
    record Reason(Set<Side> sides, List<String> peers, List<Topic> topics, String text) {
        boolean covers(String peer, Side side, Topic topic) {
            return sides.contains(side) && peers.contains(peer) && topics.contains(topic);
        }
    }

    /** The first that covers a cell is its reason. */
    static final List<Reason> REASONS = List.of(
            because(AS_CLIENT, List.of(CHROMIUM, CURL), "clients, and nothing else", Topic.values()),
            because(
                    BOTH,
                    join(ENGINES, PROGRAMS),
                    "not made for HTTP; a line and a megabyte each way stand for it",
                    Topic.HTTP_GET,
                    Topic.DOWNLOAD,
                    Topic.UPLOAD),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM),
                    "curl stands for the clients of the web",
                    Topic.MEGABYTE,
                    Topic.DOWNLOAD,
                    Topic.UPLOAD),
            because(AS_SERVER, List.of(CURL), "its 100 MB stand for it", Topic.MEGABYTE),
            because(
                    AS_CLIENT,
                    List.of(BC, CONSCRYPT, GNUTLS, NETTY, NODE, NEW_NODE, PYTHON, SUN),
                    "its server sends no cookie",
                    Topic.COOKIE,
                    Topic.STATELESS_RETRY),
            because(
                    AS_CLIENT,
                    List.of(OPENSSL),
                    "its program has an option for that, with which it leaves even its own client after the second hello",
                    Topic.COOKIE,
                    Topic.STATELESS_RETRY),
            because(
                    AS_CLIENT,
                    join(ENGINES, PROGRAMS),
                    "no server of theirs asks for that; the tests of `core` do",
                    Topic.COOKIE_ALONE),
            because(AS_CLIENT, PROGRAMS, "their servers do not tell which name they heard", Topic.SERVER_NAME),
            because(AS_CLIENT, PROGRAMS, "their servers wait for us to close", Topic.CLOSED_BY_PEER),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM, CURL),
                    "our server ends each answer with its close_notify",
                    Topic.CLOSED_BY_PEER),
            because(
                    BOTH,
                    List.of(BC, CHROMIUM, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, PYTHON),
                    "nobody can tell it to send a KeyUpdate",
                    Topic.KEY_UPDATE_BY_PEER),
            because(
                    AS_CLIENT,
                    List.of(GNUTLS),
                    "nobody can tell its server to send a KeyUpdate",
                    Topic.KEY_UPDATE_BY_PEER),
            because(
                    BOTH,
                    List.of(BC, CHROMIUM, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, SUN),
                    "has no post-handshake authentication",
                    Topic.LATER_CLIENT_CERTIFICATE),
            because(BOTH, List.of(BC), "its TLS 1.3 has no tickets", Topic.RESUMPTION),
            because(AS_CLIENT, List.of(CONSCRYPT), "its server issues no tickets", Topic.RESUMPTION),
            because(
                    BOTH,
                    List.of(CHROMIUM, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, PYTHON, SUN),
                    "takes no external PSK in TLS 1.3",
                    Topic.EXTERNAL_PSK),
            because(
                    BOTH,
                    List.of(BC, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, PYTHON, SUN),
                    "offers no way to early data",
                    Topic.EARLY_DATA,
                    Topic.EARLY_DATA_REJECTED),
            because(BOTH, ENGINES, "writes no key log of TLS 1.3", Topic.KEY_LOG),
            because(
                    BOTH,
                    List.of(BC, CHROMIUM, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, OPENSSL, PYTHON, SUN),
                    "does not know record_size_limit, or cannot be told to use it",
                    Topic.RECORD_SIZE_LIMIT),
            because(
                    BOTH,
                    List.of(BC, CHROMIUM, CONSCRYPT, CURL, GNUTLS, NETTY, NODE, NEW_NODE, PYTHON),
                    "cannot be told to use max_fragment_length in TLS 1.3",
                    Topic.MAX_FRAGMENT_LENGTH),
            because(
                    BOTH,
                    List.of(SUN),
                    "uses it only if a property says so when the JVM starts",
                    Topic.MAX_FRAGMENT_LENGTH),
            because(
                    BOTH,
                    List.of(GNUTLS),
                    "Debian builds it without a library that compresses",
                    Topic.COMPRESSED_CERTIFICATE),
            because(
                    BOTH,
                    List.of(BC, CONSCRYPT, CURL, NODE, NEW_NODE, OPENSSL, PYTHON, SUN),
                    "does not compress certificates, or is built without it",
                    Topic.COMPRESSED_CERTIFICATE),
            because(
                    AS_CLIENT,
                    List.of(SUN),
                    "its server fetches a status from a responder by itself",
                    Topic.STAPLED_STATUS),
            because(BOTH, List.of(BC, CONSCRYPT), "its engine shows no status and takes none", Topic.STAPLED_STATUS),
            because(BOTH, List.of(PYTHON), "its module has no word for it", Topic.STAPLED_STATUS),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM),
                    "asks for one, and does not tell what it thinks of it",
                    Topic.STAPLED_STATUS),
            because(BOTH, List.of(OPENSSL), "has them since 3.2", Topic.RAW_PUBLIC_KEY),
            because(
                    BOTH,
                    List.of(BC, CHROMIUM, CONSCRYPT, CURL, NETTY, NODE, NEW_NODE, PYTHON, SUN),
                    "knows X.509 alone, or its API does",
                    Topic.RAW_PUBLIC_KEY),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM),
                    "a person has to choose its certificates",
                    Topic.CLIENT_CERTIFICATE,
                    Topic.NO_CLIENT_CERTIFICATE,
                    Topic.CLIENT_CERTIFICATE_REFUSED),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM),
                    "believes the key here, whatever its certificate says",
                    Topic.WRONG_NAME,
                    Topic.EXPIRED),
            because(
                    AS_SERVER,
                    List.of(CHROMIUM),
                    "shows a page to a person, which names no alert",
                    Topic.NO_COMMON_SUITE,
                    Topic.NO_COMMON_GROUP,
                    Topic.NO_COMMON_ALPN,
                    Topic.OLD_VERSION),
            because(
                    BOTH,
                    List.of(CONSCRYPT, NETTY, PYTHON),
                    "cannot be told which suites of TLS 1.3 to use",
                    Topic.NO_COMMON_SUITE),
            because(
                    AS_CLIENT,
                    join(ENGINES, PROGRAMS),
                    "a server may go on without a protocol, and most do",
                    Topic.NO_COMMON_ALPN),
            because(BOTH, ENGINES, "asked for TLS 1.3 alone; the programs stand for old peers", Topic.OLD_VERSION));

    private EmptyCells() {}

    private static Reason because(Set<Side> sides, List<String> peers, String text, Topic... topics) {
        return new Reason(sides, peers, Arrays.asList(topics), text);
    }

    private static List<String> join(List<String> some, List<String> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream()).toList();
    }
}
