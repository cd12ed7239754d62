// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** The stretches of a connection between two kinds of keys, in their order (RFC 9846 section 7). */
public enum Epoch {
    /** Plaintext, until ServerHello. */
    INITIAL,
    /** 0-RTT: under client_early_traffic_secret. */
    EARLY_DATA,
    /** From ServerHello to Finished: under the handshake traffic secrets. */
    HANDSHAKE,
    /** After Finished: under application traffic secret N. */
    APPLICATION;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
