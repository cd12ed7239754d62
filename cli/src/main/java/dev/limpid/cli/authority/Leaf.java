// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.authority;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param names DNS names and IP addresses, at least one
 * @param begins when it becomes valid, counted from the authority's beginning
 * @param ends when it expires, likewise
 * @param forServers for servers, otherwise for clients
 */
public record Leaf(List<String> names, Duration begins, Duration ends, boolean forServers) {
    private static final Duration LIFE = Duration.ofDays(365);

    /** A leaf that keeps a copy of {@code names}. @throws IllegalArgumentException if there are none */
    public Leaf {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a certificate is for at least one name");
        }
    }

    /** A server's certificate that is valid now. */
    public static Leaf server(List<String> names) {
        return new Leaf(names, Duration.ZERO, LIFE, true);
    }

    /** A client's certificate that is valid now. */
    public static Leaf client(String name) {
        return new Leaf(List.of(name), Duration.ZERO, LIFE, false);
    }

    /** The same, expired a month ago. */
    public Leaf expired() {
        return new Leaf(names, Duration.ofDays(-395), Duration.ofDays(-30), forServers);
    }

    /** The same, valid from next month on. */
    public Leaf notYetValid() {
        return new Leaf(names, Duration.ofDays(30), Duration.ofDays(395), forServers);
    }

    /** The same, but for clients. */
    public Leaf forClients() {
        return new Leaf(names, begins, ends, false);
    }
}
