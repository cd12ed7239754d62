// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.wire.Bytes;

/**
 * A handshake message that came.
 *
 * @param bytes of the whole message, as the transcript hashes it
 */
public record Received(HandshakeMessage message, Bytes bytes) {
    /** The refusal of a message that {@code state} does not expect (section 4). */
    public ViolationException unexpected(State state) {
        //= R4-2
        //= R4.6-3
        //= R4.7.3-1
        return new ViolationException(Violation.UNEXPECTED_MESSAGE, message.type() + " in " + state.name());
    }
}
