// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * KeyUpdate (RFC 9846 section 4.7.3): the sender's next record uses its next keys.
 *
 * @param updateRequested whether the receiver must update its keys too
 */
public record KeyUpdate(boolean updateRequested) implements HandshakeMessage {
    private static final int UPDATE_NOT_REQUESTED = 0;
    private static final int UPDATE_REQUESTED = 1;

    static KeyUpdate decode(WireReader reader) {
        int requestUpdate = reader.uint8();
        if (reader.remaining() == 0 && requestUpdate != UPDATE_NOT_REQUESTED && requestUpdate != UPDATE_REQUESTED) {
            //= R4.7.3-4
            throw new ViolationException(Violation.BAD_KEY_UPDATE, "request_update " + requestUpdate);
        }
        return new KeyUpdate(requestUpdate == UPDATE_REQUESTED);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.uint8(updateRequested ? UPDATE_REQUESTED : UPDATE_NOT_REQUESTED));
    }
}
