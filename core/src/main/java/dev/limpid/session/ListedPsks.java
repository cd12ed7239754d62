// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ExternalPsks#of}. */
record ListedPsks(Map<Bytes, ExternalPsk> keys) implements ExternalPsks {
    static ListedPsks of(List<ExternalPsk> keys) {
        Map<Bytes, ExternalPsk> byIdentity = new LinkedHashMap<>();
        for (ExternalPsk key : keys) {
            if (byIdentity.put(key.identity(), key) != null) {
                throw new IllegalArgumentException("two PSKs with the identity " + key.identity());
            }
        }
        return new ListedPsks(Map.copyOf(byIdentity));
    }

    @Override
    public Optional<ExternalPsk> find(Bytes identity) {
        return Optional.ofNullable(keys.get(identity));
    }

    @Override
    public String toString() {
        return keys.size() + " external PSKs";
    }
}
