// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.util.Optional;

/**
 * What a HelloRetryRequest asks of the second ClientHello, and fixes for the ServerHello (RFC 9846 section 4.2.4).
 *
 * @param group for which a share must come; empty if the first shares may stay
 * @param cookie which must come back unchanged
 */
public record RetryDemand(CipherSuite cipherSuite, Optional<NamedGroup> group, Optional<Bytes> cookie) {}
