// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.UnverifiedPeer;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.OriginalAuthentication.Kind;
import dev.limpid.session.PskProof;
import dev.limpid.session.Session;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the peer was authenticated. Only proofs make one. */
public sealed interface Authentication {
    /** A verifier accepted its certificates, and it proved that it holds their key. */
    record ByCertificate(VerifiedPeer peer, SignatureChecked signature) implements Authentication {}

    /** Dangerous: its certificates were refused, and the configuration goes on all the same. */
    record Unverified(UnverifiedPeer peer, SignatureChecked signature) implements Authentication {}

    /**
     * Both sides had the key: from an earlier connection, whose authentication it carries on, or provisioned outside of TLS.
     *
     * @param original how the peer was authenticated when a certificate was last asked for
     */
    record ByPsk(KnownPsk key, OriginalAuthentication original) implements Authentication {
        /** The authentication by {@code key}, which was used at {@code now}. */
        public static ByPsk of(KnownPsk key, CryptoProvider crypto, Instant now) {
            return switch (key) {
                case KnownPsk.Resumable(Session session) -> new ByPsk(key, session.authentication());
                case KnownPsk.External(ExternalPsk external) ->
                    new ByPsk(key, OriginalAuthentication.byExternalPsk(PskProof.of(external, crypto), now));
            };
        }
    }

    /** A client that was not asked, or that had nothing to show where that is allowed. */
    record NotRequested() implements Authentication {}

    /**
     * What a session that comes of this connection carries on.
     *
     * @param type what {@code certificates} holds
     */
    default OriginalAuthentication original(CertificateType type, List<Bytes> certificates, Instant now) {
        return switch (this) {
            case ByCertificate(VerifiedPeer peer, SignatureChecked signature) ->
                shown(Kind.BY_CERTIFICATE, type, certificates, signature, now, peer.validUntil(now));
            case Unverified(UnverifiedPeer peer, SignatureChecked signature) ->
                shown(Kind.UNVERIFIED, type, certificates, signature, now, Optional.empty());
            case ByPsk byPsk -> byPsk.original();
            case NotRequested notRequested -> OriginalAuthentication.none(now);
        };
    }

    private static OriginalAuthentication shown(
            Kind kind,
            CertificateType type,
            List<Bytes> certificates,
            SignatureChecked signature,
            Instant now,
            Optional<Instant> validUntil) {
        return new OriginalAuthentication(
                kind, now, type, certificates, Optional.of(signature.scheme()), validUntil, Optional.empty());
    }

    /** The scheme by which the peer proved its certificate's key in this handshake. */
    default Optional<SignatureScheme> scheme() {
        return switch (this) {
            case ByCertificate(VerifiedPeer peer, SignatureChecked signature) -> Optional.of(signature.scheme());
            case Unverified(UnverifiedPeer peer, SignatureChecked signature) -> Optional.of(signature.scheme());
            case ByPsk byPsk -> Optional.empty();
            case NotRequested notRequested -> Optional.empty();
        };
    }
}
