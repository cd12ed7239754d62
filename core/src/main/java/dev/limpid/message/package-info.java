// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * RFC 9846, sections 4.2 to 4.7: handshake messages. One record per message with both directions in one file, all reached
 * through {@link dev.limpid.message.HandshakeCodec}, which loses nothing; {@link dev.limpid.message.HandshakeJoiner} makes whole
 * messages of the fragments that records carry, and proves that none is left over where keys change. This room only turns bytes
 * into values and back: it knows no connection and decides nothing.
 */
@NullMarked
package dev.limpid.message;

import org.jspecify.annotations.NullMarked;
