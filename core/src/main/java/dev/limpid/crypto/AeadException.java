// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

/** A sealed text does not open: it was changed, or it was sealed under another key, nonce or header. Says no more, on purpose. */
public final class AeadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The one way in which opening fails. No stack trace, since trial decryption makes many. */
    public AeadException() {
        super("the tag does not fit", null, false, false);
    }
}
