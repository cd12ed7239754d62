// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.wire.Bytes;

/**
 * The key that the server selected of those offered.
 *
 * @param index of its identity in the client's list
 * @param identity the label under which the client offered it
 */
public record SelectedPsk(int index, Bytes identity, KnownPsk key, PskKeyExchangeMode mode) {
    /** Whether a key exchange goes with it. */
    public boolean withKeyExchange() {
        return mode.equals(PskKeyExchangeMode.PSK_DHE_KE);
    }
}
