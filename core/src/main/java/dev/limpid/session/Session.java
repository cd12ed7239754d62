// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one end remembers of a connection so that another may resume it (RFC 9846 sections 2.2 and 4.7.1). Each ticket has a session
 * of its own, since each has a PSK of its own. Thread-safe.
 *
 * @param suite of the connection: its hash binds the PSK (R4.7.1-6), and early data is protected under the suite itself
 * @param psk this ticket's
 * @param binding a digest of what made this end trust the peer: trust anchors, client CAs, verifier. Opaque here, at most 255 bytes.
 *     A session must not be resumed under a configuration with another one
 */
public record Session(
        CipherSuite suite,
        Psk psk,
        TicketTerms terms,
        Agreement agreement,
        OriginalAuthentication authentication,
        Bytes binding) {

    /** @throws IllegalArgumentException if the suite is not one of TLS 1.3, or {@code binding} is longer than 255 bytes */
    public Session {
        if (suite.hash().isEmpty()) {
            throw new IllegalArgumentException("not a suite of TLS 1.3: " + suite);
        }
        if (binding.length() > 255) {
            throw new IllegalArgumentException("a binding has at most 255 bytes, not " + binding.length());
        }
        binding = Copies.of(binding);
    }

    /** The hash that the PSK is bound to. */
    public HashAlgorithm hash() {
        return suite.hash().orElseThrow();
    }

    /** Whether a connection with {@code other} may resume this one. */
    public boolean fits(CipherSuite other) {
        //= R4.7.1-6
        return other.hash().equals(suite.hash());
    }

    /** {@link TicketTerms#issuedAt()}. */
    public Instant issuedAt() {
        return terms.issuedAt();
    }

    /** {@link TicketTerms#lifetime()}. */
    public Duration lifetime() {
        return terms.lifetime();
    }

    /** {@link TicketTerms#ageAdd()}. */
    public long ageAdd() {
        return terms.ageAdd();
    }

    /** {@link TicketTerms#maxEarlyDataSize()}. */
    public long maxEarlyDataSize() {
        return terms.maxEarlyDataSize();
    }

    /** {@link Agreement#serverName()}. */
    public Optional<String> serverName() {
        return agreement.serverName();
    }

    /** {@link Agreement#protocol()}. */
    public Optional<String> protocol() {
        return agreement.protocol();
    }

    /** Whether it may no longer be resumed at {@code now}. */
    public boolean isExpired(Instant now) {
        return terms.isExpired(now);
    }

    /**
     * This session as bytes, which {@link #decode} reads. They hold the PSK: they are a secret, which the caller owns and should
     * zero.
     *
     * @throws IllegalArgumentException if it is too large for the form: a name or a certificate of 2^16 or 2^24 bytes
     */
    public byte[] encode() {
        return SessionCodec.encode(this);
    }

    /**
     * The session that {@link #encode} wrote.
     *
     * @param encoded stays the caller's
     * @throws DecodeException if it is anything else
     */
    public static Session decode(byte[] encoded) {
        return SessionCodec.decode(encoded);
    }

    /** Neither the PSK nor what the peer said of itself. */
    @Override
    public String toString() {
        return suite + " session, issued at " + issuedAt() + " for " + lifetime();
    }
}
