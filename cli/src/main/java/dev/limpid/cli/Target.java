// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.identity.ServerName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to connect to, as a person types it: {@code [https://]host[:port][/path]}.
 *
 * @param path as typed, with its query and without a fragment; empty if the target ends before it
 */
record Target(ServerName host, int port, Optional<String> path) {
    private static final int HTTPS = 443;
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");

    /** @throws Refusal with a sentence if {@code text} is no target */
    static Target parse(String text) {
        String rest = withoutScheme(text);
        int end = endOfAuthority(rest);
        String authority = rest.substring(0, end);
        Target target = authority(authority, text);
        return new Target(target.host, target.port, path(rest.substring(end)));
    }

    /** {@code host:port} alone, as in {@code --connect-to}. @throws Refusal with a sentence if it is not */
    static Target hostAndPort(String text) {
        if (!text.matches(".*:[0-9]{1,5}")) {
            throw Refusal.usage(
                    "\"" + Refusal.quoted(text) + "\" names no port", "write HOST:PORT, an IPv6 address in brackets");
        }
        return authority(text, text);
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    String address() {
        String text = host.text();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    }

    /** For HTTP's Host header: without the port if it is HTTPS's own. */
    String hostHeader() {
        String address = address();
        return port == HTTPS ? address.substring(0, address.lastIndexOf(':')) : address;
    }

    private static String withoutScheme(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            return text;
        }
        if (!scheme.group(1).equalsIgnoreCase("https")) {
            throw Refusal.usage(
                    "\"" + Refusal.quoted(scheme.group(1)) + "://\" is not spoken here",
                    "limpid speaks TLS 1.3: write https://host or just host:port");
        }
        return scheme.group(2);
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return rest.length();
    }

    private static Target authority(String authority, String whole) {
        if (authority.contains("@")) {
            throw Refusal.usage("a target holds no user name", "write host:port, without what is before the @");
        }
        if (isBareIpv6(authority)) {
            throw Refusal.usage(
                    "\"" + Refusal.quoted(authority) + "\" could be an address alone or an address and a port",
                    "put an IPv6 address in brackets: [" + Refusal.quoted(authority) + "]:443");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw Refusal.usage("\"" + Refusal.quoted(whole) + "\" is no target", "write [https://]host[:port][/path]");
        }
        int port = parts.group(4) == null ? HTTPS : port(parts.group(4));
        return new Target(name(parts.group(2) != null ? parts.group(2) : parts.group(3)), port, Optional.empty());
    }

    private static boolean isBareIpv6(String authority) {
        return !authority.startsWith("[")
                && authority.chars().filter(c -> c == ':').count() > 1;
    }

    /** The name that {@code text} spells. @throws Refusal with a sentence if it is none */
    static ServerName name(String text) {
        try {
            return ServerName.of(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), "check the spelling");
        }
    }

    static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw Refusal.usage(port + " is no port", "ports go from 1 to 65535");
        }
        return port;
    }

    private static Optional<String> path(String rest) {
        int fragment = rest.indexOf('#');
        String path = fragment < 0 ? rest : rest.substring(0, fragment);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(path.startsWith("/") ? path : "/" + path);
    }
}
