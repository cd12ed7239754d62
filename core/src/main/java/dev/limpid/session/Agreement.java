// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.NamedGroup;
import java.util.Optional;

/**
 * What both sides agreed on in the connection that a ticket came from, besides the cipher suite. The names are the peer's text:
 * escape them wherever they are shown. Thread-safe.
 *
 * @param serverName what the client's server_name said, for which the server's certificate was good (R4.7.1-7)
 * @param protocol the ALPN protocol: early data speaks it, and no other (section 4.3.10)
 * @param group the group of the key exchange, a good guess for the next key_share; none if the PSK alone made the keys
 */
public record Agreement(Optional<String> serverName, Optional<String> protocol, Optional<NamedGroup> group) {
    /** Nothing but a cipher suite. */
    public static final Agreement NOTHING_MORE = new Agreement(Optional.empty(), Optional.empty(), Optional.empty());
}
