// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/**
 * The token that opens a {@link SecretView}. A connection whose configuration holds one can be read by whoever holds it
 * too: RFC 9850 forbids that in production. Made for key logs, tests and teaching; there is no other way to a secret.
 */
public final class SecretAccess {
    private SecretAccess() {}

    /** A new token; only connections configured with this very token open to it. */
    public static SecretAccess dangerouslyRevealingSecrets() {
        return new SecretAccess();
    }
}
