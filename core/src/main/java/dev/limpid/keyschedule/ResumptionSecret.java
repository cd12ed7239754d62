// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.wire.Bytes;

/** resumption_secret: the parent of every ticket's PSK (RFC 9846 section 4.7.1). Not thread-safe. */
public final class ResumptionSecret {
    private final Derivation derivation;
    private final SecretBytes secret;

    ResumptionSecret(Derivation derivation, SecretBytes secret) {
        this.derivation = derivation;
        this.secret = secret;
    }

    /** The PSK of the ticket with that nonce: Hash.length bytes, which the caller owns. */
    public byte[] psk(Bytes ticketNonce) {
        return derivation.expandLabel(secret.open(), "resumption", ticketNonce, derivation.hashLength());
    }

    /** Forgets the secret: when no more tickets can come. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
