// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;

/** The {@code post_handshake_auth} extension (RFC 9846 section 4.3.6): the client may be asked for its certificate later. */
public record PostHandshakeAuth() implements Extension {
    static PostHandshakeAuth decode(WireReader reader) {
        return new PostHandshakeAuth();
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.POST_HANDSHAKE_AUTH;
    }

    @Override
    public Bytes body() {
        return Bytes.EMPTY;
    }
}
