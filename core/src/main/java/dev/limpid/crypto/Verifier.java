// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;

/** A public key and one scheme that it verifies with. Thread-safe. */
public interface Verifier {
    /** Which scheme. */
    SignatureScheme scheme();

    /** Whether {@code signature}, which may be any bytes at all, is this key's signature of {@code content}. */
    boolean verify(Bytes content, Bytes signature);
}
