// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Dangerous: lets every peer through. The verdict is computed and told all the same, and a connection that only exists because
 * of this carries {@link UnverifiedPeer} for ever. Anybody on the way can read and change what goes over it.
 */
public final class DangerouslyUnverified implements PeerVerifier {
    private final PeerVerifier verifier;

    private DangerouslyUnverified(PeerVerifier verifier) {
        this.verifier = verifier;
    }

    /** A verifier that asks {@code verifier} and turns its refusals into {@link UnverifiedPeer}. */
    public static PeerVerifier wrap(PeerVerifier verifier) {
        //= RC.5-1
        return new DangerouslyUnverified(verifier);
    }

    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        return switch (verifier.verify(claim)) {
            case VerifiedPeer verified -> verified;
            case UnverifiedPeer unverified -> unverified;
            case RejectedPeer refusal -> new UnverifiedPeer(refusal, claim.chain());
        };
    }

    @Override
    public List<Bytes> acceptedAuthorities() {
        return verifier.acceptedAuthorities();
    }

    @Override
    public List<CertificateType> certificateTypes() {
        return verifier.certificateTypes();
    }

    /** Another than the careful verifier's, so that what nobody vouched for is never resumed where somebody has to. */
    @Override
    public Optional<Bytes> basis() {
        return verifier.basis().map(Bytes.ofUtf8("dangerously unverified, ")::then);
    }
}
