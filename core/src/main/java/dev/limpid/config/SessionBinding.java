// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * What a session is bound to (section 4.7.1): a digest of the rules by which its peer was let in. Where they have changed, a
 * session proves nothing, and the peer has to show again who it is.
 */
final class SessionBinding {
    private SessionBinding() {}

    /** The digest of {@code rules} and of what others go by. */
    static Bytes of(CryptoProvider crypto, List<String> rules, List<Bytes> bases) {
        Bytes content = WireWriter.encode(w -> {
            w.uint16(rules.size());
            rules.forEach(rule -> w.opaque16(Bytes.ofUtf8(rule)));
            bases.forEach(basis -> w.opaque16(digest(crypto, basis)));
        });
        return digest(crypto, content);
    }

    private static Bytes digest(CryptoProvider crypto, Bytes content) {
        Hash hash = crypto.hash(HashAlgorithm.SHA256);
        byte[] bytes = content.toArray();
        hash.update(bytes, 0, bytes.length);
        return Bytes.wrap(hash.digest());
    }
}
