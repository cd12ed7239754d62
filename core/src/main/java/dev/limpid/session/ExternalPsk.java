// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/**
 * A PSK that was provisioned outside of TLS, together with what must be provisioned beside it (R2.2-2). Whoever knows it
 * authenticates as one of those who know it: give each pair of a client and a server one of its own (RFC 9257 section 4). Thread-safe.
 *
 * @param identity the label that goes over the wire in the clear, 1 to 65535 bytes; choose one that says nothing about the user (RC.4-5)
 * @param hash the one hash that the key is used with
 * @param imported whether {@link PskImporter} made it, so that its binders use RFC 9258's label
 * @param earlyData what early data under it looks like; none means that there is none
 */
//= R2.2-2
public record ExternalPsk(
        Bytes identity, Psk psk, HashAlgorithm hash, boolean imported, Optional<EarlyDataTerms> earlyData) {
    /** RFC 9257 section 6: 128 bits, for less can be guessed by whoever has recorded one handshake. */
    public static final int SHORTEST_KEY = 16;

    /** @throws IllegalArgumentException if the identity or the key is too short or too long, or early data's suite has another hash */
    public ExternalPsk {
        if (identity.isEmpty() || identity.length() > 0xffff) {
            throw new IllegalArgumentException("a PSK's identity has 1 to 65535 bytes, not " + identity.length());
        }
        if (psk.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("an external PSK has 16 bytes or more, not " + psk.length());
        }
        for (EarlyDataTerms terms : earlyData.stream().toList()) {
            if (!terms.suite().hash().equals(Optional.of(hash))) {
                throw new IllegalArgumentException(terms.suite() + " does not go with a PSK for " + hash);
            }
        }
        identity = Copies.of(identity);
    }

    /** A key for SHA-256 and without early data, as RFC 9846 section 4.3.11 takes it if nothing else is said. */
    public static ExternalPsk of(Bytes identity, Psk psk) {
        //= R4.3.11-2
        return of(identity, psk, HashAlgorithm.SHA256);
    }

    /** A key for {@code hash} and without early data. */
    public static ExternalPsk of(Bytes identity, Psk psk, HashAlgorithm hash) {
        return new ExternalPsk(identity, psk, hash, false, Optional.empty());
    }

    /** This key with early data. */
    public ExternalPsk withEarlyData(EarlyDataTerms terms) {
        return new ExternalPsk(identity, psk, hash, imported, Optional.of(terms));
    }

    /** Whether a connection with {@code suite} may use it. */
    public boolean fits(CipherSuite suite) {
        //= R4.3.11-3
        return suite.hash().equals(Optional.of(hash));
    }
}
