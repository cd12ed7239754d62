// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;

/**
 * One group's key exchange, shaped as a KEM: the client generates, the server encapsulates, the client decapsulates. Diffie-Hellman
 * fits this shape (the server's share is its public value), ML-KEM and the hybrids need it. Thread-safe.
 */
public interface KeyExchange {
    /** Which group. */
    NamedGroup group();

    /** A fresh private share, for one connection. */
    PrivateShare generate();

    /**
     * The server's answer to the client's share.
     *
     * @throws dev.limpid.alert.ViolationException if {@code clientShare} is not a valid public value of the group
     *     (BAD_KEY_SHARE), or leads to the all-zero secret (BAD_SHARED_SECRET)
     */
    Encapsulated encapsulate(Bytes clientShare);
}
