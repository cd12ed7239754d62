// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;

/**
 * Finished (RFC 9846 section 4.5.3): a MAC over the handshake.
 *
 * @param verifyData as long as the hash of the cipher suite; since the syntax does not say which, the state that knows it
 *     compares lengths too
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
    static Finished decode(WireReader reader) {
        return new Finished(reader.rest());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }

    @Override
    public Bytes body() {
        return verifyData;
    }
}
