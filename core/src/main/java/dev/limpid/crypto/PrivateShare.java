// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.wire.Bytes;

/** The client's half of a key exchange, for one connection only. Not thread-safe. */
public interface PrivateShare {
    /** What KeyShareEntry.key_exchange carries (RFC 9846 section 4.3.8). */
    Bytes publicShare();

    /**
     * The shared secret, in an array that the caller owns and zeroes.
     *
     * @throws dev.limpid.alert.ViolationException if {@code serverShare} is not a valid answer of the group (BAD_KEY_SHARE),
     *     or leads to the all-zero secret (BAD_SHARED_SECRET)
     * @throws IllegalStateException after {@link #destroy()}
     */
    byte[] decapsulate(Bytes serverShare);

    /** Forgets the private key, as far as the implementation can. Does nothing the second time. */
    void destroy();
}
