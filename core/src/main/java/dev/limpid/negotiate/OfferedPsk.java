// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.extension.PreSharedKey;
import dev.limpid.wire.Bytes;

/**
 * A key that the client offers, and under which label.
 *
 * @param identity with the ticket's age as it is now
 */
public record OfferedPsk(KnownPsk key, PreSharedKey.Identity identity) {
    /** A binder of the right length, to stand in the ClientHello until the real one is computed over it. */
    Bytes blankBinder() {
        return Bytes.wrap(new byte[key.hash().length()]);
    }
}
