// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How the peer was authenticated in the full handshake from which all resumptions descend: resuming proves that it is the same
 * peer, not that its certificate is still good. Thread-safe.
 *
 * @param at when that was, in whole milliseconds; every resumption passes it on unchanged
 * @param certificateType what {@code certificates} holds
 * @param certificates as the peer sent them, its own first; empty if it showed none
 * @param scheme of its CertificateVerify
 * @param validUntil when the first of the certificates that were accepted is over, in whole milliseconds; none where nobody knows, as
 *     of raw public keys
 * @param externalPsk by which it was authenticated, if by such
 */
public record OriginalAuthentication(
        Kind kind,
        Instant at,
        CertificateType certificateType,
        List<Bytes> certificates,
        Optional<SignatureScheme> scheme,
        Optional<Instant> validUntil,
        Optional<PskProof> externalPsk) {
    /** By what. */
    public enum Kind {
        /** The peer had shown nothing: a client that was not asked or had no certificate. */
        NONE,
        /** A verifier accepted its certificate, and it proved that it holds the key. */
        BY_CERTIFICATE,
        /** Dangerous: the certificate was refused, and the configuration went on all the same. */
        UNVERIFIED,
        /** It knew an external PSK. */
        BY_EXTERNAL_PSK
    }

    /**
     * Keeps copies.
     *
     * @throws IllegalArgumentException if there is a certificate without proof of its key or the other way round, or an external PSK of
     *     which nothing is known
     */
    public OriginalAuthentication {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        certificates = certificates.stream().map(Copies::of).toList();
        boolean shown = kind == Kind.BY_CERTIFICATE || kind == Kind.UNVERIFIED;
        if (shown == certificates.isEmpty() || shown != scheme.isPresent()) {
            throw new IllegalArgumentException(kind + " with " + certificates.size() + " certificates and "
                    + (scheme.isPresent() ? "a" : "no") + " signature scheme");
        }
        if (externalPsk.isPresent() != (kind == Kind.BY_EXTERNAL_PSK)) {
            throw new IllegalArgumentException(
                    kind + " with" + (externalPsk.isPresent() ? "" : "out") + " an external PSK");
        }
        validUntil = validUntil.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
        if (at.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("nobody was authenticated before 1970");
        }
    }

    /** A peer that showed nothing. */
    public static OriginalAuthentication none(Instant at) {
        return withoutCertificate(Kind.NONE, at, Optional.empty());
    }

    /** A peer that knew the external PSK of {@code proof}. */
    public static OriginalAuthentication byExternalPsk(PskProof proof, Instant at) {
        return withoutCertificate(Kind.BY_EXTERNAL_PSK, at, Optional.of(proof));
    }

    private static OriginalAuthentication withoutCertificate(Kind kind, Instant at, Optional<PskProof> externalPsk) {
        return new OriginalAuthentication(
                kind, at, CertificateType.X509, List.of(), Optional.empty(), Optional.empty(), externalPsk);
    }

    /**
     * How long a ticket that is issued at {@code now} may live so that everything that descends from this authentication ends
     * within {@code longest} of it, and not after the certificates that it rests on; never negative.
     */
    public Duration remaining(Instant now, Duration longest) {
        //= R4.7.1-19
        Instant latest = at.plus(longest);
        Instant end = validUntil.filter(over -> over.isBefore(latest)).orElse(latest);
        Duration left = Duration.between(now, end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Without the certificates' bytes. */
    @Override
    public String toString() {
        return kind + " at " + at + ", " + certificates.size() + " certificates of type " + certificateType;
    }
}
