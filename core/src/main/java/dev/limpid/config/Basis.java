// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.wire.Bytes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a part of a configuration goes by, together with the part that it was asked of: with another part, the basis is another one
 * too, whoever set it and however. Immutable.
 */
record Basis(Object part, Bytes value) {
    private static final int UNKNOWN = 32;

    /**
     * The basis of {@code part}: {@code last}, if that is of the same object; else what it says of itself; and if it says nothing a
     * random value, so that only configurations that are built from one another with that same object share it.
     *
     * @param last of the configuration that this one is built from
     */
    @SuppressWarnings("ReferenceEquality") // Equal parts that say nothing of themselves need not judge alike
    static Basis of(CryptoProvider crypto, Object part, Supplier<Optional<Bytes>> said, Optional<Basis> last) {
        return last.filter(known -> known.part == part)
                .orElseGet(() -> new Basis(part, said.get().orElseGet(() -> unknown(crypto))));
    }

    private static Bytes unknown(CryptoProvider crypto) {
        byte[] random = new byte[UNKNOWN];
        crypto.random(random);
        return Bytes.wrap(random);
    }
}
