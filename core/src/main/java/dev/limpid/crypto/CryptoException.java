// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

/** A primitive failed for a reason that is not the peer's fault, such as an unplugged token. Never carries a secret. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the operation that failed, as a phrase */
    public CryptoException(String what, Throwable cause) {
        super(what, cause);
    }
}
