// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.SecretKind;
import dev.limpid.wire.Bytes;

/** binder_key: proves the possession of a PSK (RFC 9846 section 4.3.11.2). Not thread-safe. */
public final class BinderKey {
    private final Derivation derivation;
    private final SecretBytes secret;
    private final Origin origin;

    BinderKey(Derivation derivation, SecretBytes secret, boolean guessable) {
        this.derivation = derivation;
        this.secret = secret;
        this.origin = Origin.of(SecretKind.BINDER_KEY, guessable, SecretKind.EARLY_SECRET);
    }

    /** The binder, given the hash up to the ClientHello without its binders. */
    public Bytes binder(Bytes transcriptHash) {
        return FinishedKey.mac(derivation, secret, origin, transcriptHash);
    }

    /** Whether {@code binder} is right; takes the same time wherever it is wrong. */
    public boolean verifies(Bytes transcriptHash, Bytes binder) {
        return FinishedKey.matches(binder(transcriptHash), binder);
    }

    /** Forgets the key. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
