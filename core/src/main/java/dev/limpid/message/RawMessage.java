// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;

/**
 * A whole handshake message, still undecoded.
 *
 * @param bytes the message with its header, as the transcript hashes it
 */
public record RawMessage(HandshakeType type, Bytes bytes) {
    /** The message without its header. */
    public Bytes body() {
        return bytes.from(HandshakeCodec.HEADER_LENGTH);
    }
}
