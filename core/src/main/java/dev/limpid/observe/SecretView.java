// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret as an observer may see it: kind, length and fingerprint. The bytes open only to the connection's own
 * {@link SecretAccess}, and only while the observer is being told.
 */
public final class SecretView {
    private final SecretKind kind;
    private final int length;
    private final Optional<Fingerprint> fingerprint;
    private final @Nullable SecretAccess access;
    private volatile byte @Nullable [] secret;

    SecretView(SecretKind kind, byte[] secret, boolean guessable, @Nullable SecretAccess access) {
        this.kind = kind;
        this.length = secret.length;
        this.fingerprint = guessable ? Optional.empty() : Optional.of(Fingerprint.of(kind.title(), secret));
        this.access = access;
        this.secret = access == null ? null : secret;
    }

    /** Which secret it is. */
    public SecretKind kind() {
        return kind;
    }

    /** Its length in bytes. */
    public int length() {
        return length;
    }

    /** What may be shown of it; nothing where the secret could be guessed. */
    public Optional<Fingerprint> fingerprint() {
        return fingerprint;
    }

    /**
     * A copy of the secret, which the caller owns.
     *
     * @throws IllegalStateException if the connection was not configured with {@code token}, or the event is over
     */
    public byte[] reveal(SecretAccess token) {
        byte[] open = secret;
        if (open == null || token != access) {
            throw new IllegalStateException("this secret is not open to that token, or no longer");
        }
        return open.clone();
    }

    void close() {
        secret = null;
    }

    /** Kind, length and fingerprint; never the secret. */
    @Override
    public String toString() {
        return kind.title() + ", " + length + " bytes"
                + fingerprint.map(f -> " " + f).orElse("");
    }
}
