// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.Violation;
import dev.limpid.identity.DangerouslyUnverified;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.PathFacts;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Says yes or no to every peer, as the command line wants: the runner's certificates lead to no anchor that a verifier could check. */
final class ShimVerifier implements PeerVerifier {
    private static final PathFacts FACTS =
            new PathFacts(Optional.empty(), List.of(), Optional.empty(), "the command line", List.of());

    private final boolean refusing;
    private final Violation refusal;
    private final List<Bytes> authorities;

    private ShimVerifier(Settings settings) {
        refusing = settings.has("-verify-fail");
        // The two callbacks of BoringSSL that the flags speak of end in these two alerts
        refusal = settings.has("-use-custom-verify-callback")
                ? Violation.CERTIFICATE_UNACCEPTABLE
                : Violation.NO_COMMON_SIGNATURE_SCHEME;
        authorities = settings.flags().names("-use-client-ca-list").orElse(List.of());
    }

    /** A verifier whose refusal ends the handshake, or none's if the command line did not ask for verification. */
    static PeerVerifier of(Settings settings) {
        ShimVerifier verifier = new ShimVerifier(settings);
        boolean binding = settings.has("-verify-peer") || settings.has("-require-any-client-certificate");
        return binding ? verifier : DangerouslyUnverified.wrap(verifier);
    }

    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        return refusing
                ? new RejectedPeer(refusal, "the command line says so", FACTS)
                : VerifiedPeer.promise(FACTS, claim.chain());
    }

    @Override
    public List<Bytes> acceptedAuthorities() {
        return authorities;
    }
}
