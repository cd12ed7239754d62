// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.wire.Bytes;

/** exporter_secret or early_exporter_secret (RFC 9846 section 7.5): keys for protocols that lean on this connection. Thread-safe. */
public final class ExporterSecret {
    private final Derivation derivation;
    private final SecretBytes secret;

    ExporterSecret(Derivation derivation, SecretBytes secret) {
        this.derivation = derivation;
        this.secret = secret;
    }

    /**
     * TLS-Exporter(label, context_value, key_length).
     *
     * @param context empty if there is none, which means the same here
     * @param length in bytes
     * @return an array that the caller owns
     * @throws IllegalArgumentException if the label has not 1 to 249 bytes, or {@code length} is more than 255 times Hash.length
     * @throws IllegalStateException after {@link #destroy()}
     */
    public synchronized byte[] export(String label, Bytes context, int length) {
        SecretBytes derived = new SecretBytes(
                "exporter key",
                derivation.expandLabel(secret.open(), label, derivation.emptyHash(), derivation.hashLength()));
        try {
            return derivation.expandLabel(derived.open(), "exporter", derivation.hash(context), length);
        } finally {
            derived.destroy();
        }
    }

    /** Forgets the secret: when the connection closes. Does nothing the second time. */
    public synchronized void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
