// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

/**
 * The proof that no bytes of a handshake message were waiting when a key changed (RFC 9846 section 5.1). Only
 * {@link HandshakeJoiner#requireAligned} makes one.
 */
public final class Aligned {
    Aligned() {}
}
