// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a server is reached, whatever it is called. */
final class ReachOptions {
    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            description = "Open the TCP connection there; name and certificate stay the target's.")
    private Optional<String> connectTo = Optional.empty();

    @Option(
            names = "--resolve",
            paramLabel = "HOST:PORT:ADDRESS",
            description = "Use this address for that host and port instead of the DNS's. Repeatable.")
    private List<String> resolve = new ArrayList<>();

    @Option(names = "-4", description = "IPv4 only.")
    private boolean ipv4;

    @Option(names = "-6", description = "IPv6 only.")
    private boolean ipv6;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "For TCP and the handshake together, and for each answer after it (default: ${DEFAULT-VALUE}).")
    private double timeout;

    /** Where TCP goes to. */
    Target address(Target target) {
        return connectTo.map(Target::hostAndPort).orElse(target);
    }

    /** Opens connections as was asked. */
    Dialer dialer() {
        if (ipv4 && ipv6) {
            throw Refusal.usage("-4 and -6 leave no address", "give one of them, or none for both");
        }
        Map<String, List<InetAddress>> resolved = new HashMap<>();
        for (String entry : resolve) {
            int end = endOfHostAndPort(entry);
            String key = Target.hostAndPort(entry.substring(0, end)).address();
            resolved.computeIfAbsent(key, k -> new ArrayList<>()).add(literal(entry.substring(end + 1)));
        }
        Dialer.Family family = ipv4 ? Dialer.Family.IPV4 : ipv6 ? Dialer.Family.IPV6 : Dialer.Family.ANY;
        return new Dialer(resolved, family);
    }

    /** How long TCP and handshake together may take. */
    Duration timeout() {
        if (!(timeout > 0 && timeout <= 86_400)) {
            throw Refusal.usage("--timeout is " + timeout, "give seconds, more than 0 and at most a day");
        }
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    /** The second colon, counted behind an IPv6 address in brackets. */
    private static int endOfHostAndPort(String entry) {
        int host = entry.indexOf(':', Math.max(0, entry.startsWith("[") ? entry.indexOf(']') : 0));
        int end = host < 0 ? -1 : entry.indexOf(':', host + 1);
        if (end < 0) {
            throw Refusal.usage(
                    "\"" + Refusal.quoted(entry) + "\" is no HOST:PORT:ADDRESS",
                    "write --resolve shop.lab:443:127.0.0.1");
        }
        return end;
    }

    private static InetAddress literal(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        try {
            return InetAddress.ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage("\"" + Refusal.quoted(text) + "\" is no address", "give an IPv4 or IPv6 address");
        }
    }
}
