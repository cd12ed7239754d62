// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;

/** A TLS stack: its client and its server talk through memory, both in the calling thread. */
interface Stack {
    /** What the table calls it. */
    String name();

    /** Whether it has the group. */
    boolean has(NamedGroup group);

    /**
     * A full handshake over {@code group}, to the last byte of the client's flight. The client verifies chain and name.
     *
     * @throws Exception if either side refuses the other
     */
    Conversation shakeHands(NamedGroup group) throws Exception;
}
