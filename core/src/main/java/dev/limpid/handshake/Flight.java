// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.message.HandshakeMessage;
import dev.limpid.wire.Bytes;

/** Where the messages of one authentication go, and the hash that binds them to all before. */
public interface Flight {
    /** Sends {@code message}, now or with the rest of its flight; it becomes part of the transcript. */
    void send(HandshakeMessage message);

    /** Transcript-Hash through what was sent last. */
    Bytes hash();
}
