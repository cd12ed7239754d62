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
import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** Says yes or no to a peer as the command line wants: the runner's certificates lead to no anchor that a verifier could check. */
final class ShimVerifier implements PeerVerifier {
    private static final PathFacts FACTS =
            new PathFacts(Optional.empty(), List.of(), Optional.empty(), "the command line", List.of());

    private final Settings settings;
    private final boolean binding;

    private ShimVerifier(Settings settings) {
        this.settings = settings;
        binding = settings.has("-verify-peer") || settings.has("-require-any-client-certificate") || failsOnStatus();
    }

    /** A verifier whose refusal ends the handshake only if the command line asks for verification. */
    static PeerVerifier of(Settings settings) {
        return new ShimVerifier(settings);
    }

    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        // A key that must not sign ends the handshake even where nobody is verified
        if (claim.type().equals(CertificateType.X509)
                && KeyUsage.forbidsSignatures(claim.chain().getFirst())) {
            return new RejectedPeer(Violation.CERTIFICATE_WRONG_PURPOSE, "its key is not for signatures", FACTS);
        }
        PeerVerifier judge = this::judge;
        // Nobody else could vouch for a raw public key
        boolean lastWord = binding || claim.type().equals(CertificateType.RAW_PUBLIC_KEY);
        return (lastWord ? judge : DangerouslyUnverified.wrap(judge)).verify(claim);
    }

    private PeerVerdict judge(PeerCertificates claim) {
        return refusal(claim)
                .<PeerVerdict>map(refusal -> new RejectedPeer(refusal, "the command line says so", FACTS))
                .orElseGet(() -> VerifiedPeer.promise(FACTS, claim.chain()));
    }

    /** Sessions of one connection are good for all others of this shim. */
    @Override
    public Optional<Bytes> basis() {
        return Optional.of(Bytes.ofUtf8("the command line"));
    }

    @Override
    public List<CertificateType> certificateTypes() {
        return CertificateTypes.of(settings, "-accepted-peer-cert-types");
    }

    @Override
    public List<Bytes> acceptedAuthorities() {
        return settings.flags().names("-use-client-ca-list").orElse(List.of());
    }

    private Optional<Violation> refusal(PeerCertificates claim) {
        Optional<Bytes> key = settings.flags().bytes("-expect-peer-rpk-sha256");
        if (claim.type().equals(CertificateType.RAW_PUBLIC_KEY)
                && key.isPresent()
                && !key.get().equals(sha256(claim.chain().getFirst()))) {
            return Optional.of(Violation.CERTIFICATE_UNACCEPTABLE);
        }
        if (settings.has("-verify-fail")) {
            // The two callbacks of BoringSSL that the flags speak of end in these two alerts
            return Optional.of(
                    settings.has("-use-custom-verify-callback")
                            ? Violation.CERTIFICATE_UNACCEPTABLE
                            : Violation.NO_CREDENTIALS);
        }
        return failsOnStatus() ? Optional.of(Violation.BAD_STATUS_RESPONSE) : Optional.empty();
    }

    /** A client's callback for the stapled response is another verifier. */
    private boolean failsOnStatus() {
        return !settings.isServer() && settings.has("-use-ocsp-callback") && settings.has("-fail-ocsp-callback");
    }

    private static Bytes sha256(Bytes content) {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
