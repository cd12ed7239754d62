// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate and its key.
 *
 * @param chain the leaf first, without the root
 */
public record Issued(List<X509Certificate> chain, PrivateKey key) {
    /** An issue that keeps a copy of {@code chain}. */
    public Issued {
        chain = List.copyOf(chain);
    }

    /** The same, with nothing but the leaf to send. */
    public Issued withoutIntermediate() {
        return new Issued(chain.subList(0, 1), key);
    }

    /** Whose certificate it is; never the key. */
    @Override
    public String toString() {
        return chain.getFirst().getSubjectX500Principal().getName();
    }
}
