// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.CipherSuite;
import java.util.Optional;

/**
 * What both sides must know of early data under an external PSK, since no earlier connection said it (RFC 9846 section 4.3.10).
 * Thread-safe.
 *
 * @param suite that protects it
 * @param protocol the ALPN protocol that it speaks; none means no ALPN
 * @param maxEarlyDataSize bytes, 1 to 2^32-1
 */
public record EarlyDataTerms(CipherSuite suite, Optional<String> protocol, long maxEarlyDataSize) {
    /** @throws IllegalArgumentException if the suite is not one of TLS 1.3, or the size is out of its range */
    public EarlyDataTerms {
        if (suite.hash().isEmpty()) {
            throw new IllegalArgumentException("not a suite of TLS 1.3: " + suite);
        }
        if (maxEarlyDataSize < 1 || maxEarlyDataSize > 0xffff_ffffL) {
            throw new IllegalArgumentException("max_early_data_size is 1 to 2^32-1 here, not " + maxEarlyDataSize);
        }
    }
}
