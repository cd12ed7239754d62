// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Escape;
import dev.limpid.wire.Bytes;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a client knows a server: a DNS name or an IP address, checked when it is made. Never resolved.
 *
 * <p>A DNS name is kept in lower case, as A-labels, without a trailing dot (RFC 6066 section 3): 1 to 63 bytes a label, at
 * most 253 in all; letters, digits and hyphens, a hyphen neither first nor last. An underscore is let through as well,
 * since private networks are full of such hosts; a certificate still has to carry it literally. Names with other characters are
 * converted as IDNA says; those that IDNA's two editions convert to <em>different</em> hosts (ß and ς) are refused, because
 * guessing would connect to somebody else, and so are invisible ones. A name whose last label is a number is an IP address or
 * nothing: {@code 127.1} and {@code 0x7f.0.0.1} are refused.
 *
 * <p>Immutable and thread-safe.
 */
public final class ServerName {
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final String AMBIGUOUS = "\u00df\u1e9e\u03c2";

    private final String text;
    private final Bytes address;

    private ServerName(String text, Bytes address) {
        this.text = text;
        this.address = address;
    }

    /**
     * The name that {@code text} spells: a DNS name with or without a trailing dot, an IPv4 address in dotted decimal, or
     * an IPv6 address with or without brackets.
     *
     * @throws IllegalArgumentException with a sentence for people, if it is none of these
     */
    public static ServerName of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a server name is empty");
        }
        if (text.startsWith("[") || text.indexOf(':') >= 0) {
            boolean bracketed = text.startsWith("[") && text.endsWith("]");
            return ofAddress(IpLiteral.v6(bracketed ? text.substring(1, text.length() - 1) : text));
        }
        if (text.length() > 4 * MAX_NAME) {
            throw new IllegalArgumentException("a server name of " + text.length() + " characters is too long");
        }
        String ascii = toAscii(text);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (endsInNumber(name)) {
            return ofAddress(IpLiteral.v4(text));
        }
        checkDns(name, text);
        return new ServerName(name, Bytes.EMPTY);
    }

    /**
     * The server at {@code address}.
     *
     * @throws IllegalArgumentException unless it has 4 or 16 bytes
     */
    public static ServerName ofAddress(Bytes address) {
        return new ServerName(IpLiteral.format(address), address);
    }

    /** The name that {@code text} spells, or empty where {@link #of} would throw: for text that came from a peer. */
    public static Optional<ServerName> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** Whether this is a DNS name, the only kind that the server_name extension carries. */
    public boolean isDns() {
        return address.isEmpty();
    }

    /** The DNS name in A-labels, or the address: dotted decimal, or IPv6 as RFC 5952 writes it, without brackets. */
    public String text() {
        return text;
    }

    /** The 4 or 16 bytes of an IP address; empty for a DNS name. */
    public Bytes address() {
        return address;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerName that && text.equals(that.text) && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String toAscii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        if (text.codePoints().anyMatch(ServerName::isDeceptive)) {
            throw new IllegalArgumentException(
                    "\"" + Escape.text(text)
                            + "\" has a character that is invisible, or that IDNA's editions convert differently: write the xn-- form");
        }
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notIdna) {
            throw new IllegalArgumentException(
                    "\"" + Escape.text(text) + "\" is not an internationalized host name", notIdna);
        }
    }

    private static boolean isDeceptive(int c) {
        return AMBIGUOUS.indexOf(c) >= 0 || Character.getType(c) == Character.FORMAT;
    }

    private static boolean endsInNumber(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return !last.isEmpty() && (last.chars().allMatch(ServerName::isDigit) || isHexadecimal(last));
    }

    private static boolean isHexadecimal(String label) {
        return label.startsWith("0x") && label.chars().skip(2).allMatch(c -> isDigit(c) || c >= 'a' && c <= 'f');
    }

    private static void checkDns(String name, String given) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "\"" + Escape.text(given) + "\" is not a host name: 1 to " + MAX_NAME + " characters");
        }
        for (String label : name.split("\\.", -1)) {
            if (!isLabel(label)) {
                throw new IllegalArgumentException("\"" + Escape.text(given) + "\" is not a host name: the label \""
                        + Escape.text(label) + "\" is not 1 to " + MAX_LABEL + " letters, digits and inner hyphens");
            }
        }
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || isDigit(c) || c == '-' || c == '_');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
