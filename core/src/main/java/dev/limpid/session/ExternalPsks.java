// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** A server's external PSKs. Implementations are thread-safe, and nothing that a client sends makes them throw. */
@FunctionalInterface
public interface ExternalPsks {
    /**
     * The PSK of that identity; asked for those of which sessions descend too, which hold only as long as it is there. It stays this one's: callers copy its bytes and never destroy
     * it.
     */
    Optional<ExternalPsk> find(Bytes identity);

    /**
     * The PSKs of {@code keys}.
     *
     * @throws IllegalArgumentException if two have the same identity
     */
    static ExternalPsks of(List<ExternalPsk> keys) {
        return ListedPsks.of(keys);
    }

    /** No PSKs. */
    static ExternalPsks none() {
        return of(List.of());
    }
}
