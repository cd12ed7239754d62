// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;

/** A private key and one scheme that it signs with. The key may live in a token and never show itself. Thread-safe. */
public interface Signer {
    /** Which scheme. */
    SignatureScheme scheme();

    /**
     * The signature of {@code content}.
     *
     * @throws CryptoException if the key fails to sign
     */
    Bytes sign(Bytes content);
}
