// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;

/** EndOfEarlyData (RFC 9846 section 4.6): the client's last message under the early keys. */
public record EndOfEarlyData() implements HandshakeMessage {
    static EndOfEarlyData decode(WireReader reader) {
        return new EndOfEarlyData();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }

    @Override
    public Bytes body() {
        return Bytes.EMPTY;
    }
}
