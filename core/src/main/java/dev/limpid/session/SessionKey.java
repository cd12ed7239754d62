// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.util.List;

/**
 * Between which connections of a client a ticket may be used. Connections with different keys never share one. Thread-safe.
 *
 * @param endpoint the server: host and port, or whatever tells one server from another
 * @param partition keeps connections apart that nobody shall link (RC.4-4), such as those of two users; empty where there is only one
 * @param protocols the ALPN offer, in its order
 * @param configuration a digest of what decides whom the client trusts
 */
public record SessionKey(String endpoint, String partition, List<String> protocols, Bytes configuration) {
    /** Keeps copies. */
    public SessionKey {
        protocols = List.copyOf(protocols);
        configuration = Copies.of(configuration);
    }

    /** The key of connections to {@code host} and {@code port}, of which all may be linked. */
    public static SessionKey of(String host, int port, List<String> protocols, Bytes configuration) {
        return new SessionKey(host + ":" + port, "", protocols, configuration);
    }

    /** This key among those of {@code partition} only. */
    public SessionKey in(String partition) {
        //= RC.4-4
        return new SessionKey(endpoint, partition, protocols, configuration);
    }
}
