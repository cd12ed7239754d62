// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CertificateKey;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.UnverifiedPeer;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A peer whose certificates may be used, until it proves that they are its own: a verdict that is not a refusal, and the key
 * that CertificateVerify must verify with.
 *
 * @param chain as the peer sent it
 * @param publicKey SubjectPublicKeyInfo in DER, of the first certificate of the chain
 */
public record PeerJudgement(PeerVerdict verdict, List<Bytes> chain, Bytes publicKey) {
    /** @throws ViolationException if {@code verdict} is a refusal, or the first certificate holds no readable key */
    public static PeerJudgement of(PeerVerdict verdict, PeerCertificates claim, Recorder recorder) {
        recorder.record(new Event.PathChecked(claim.peer(), verdict.facts(), violation(verdict)));
        if (verdict instanceof RejectedPeer refusal) {
            throw new ViolationException(refusal.violation(), refusal.detail());
        }
        Bytes first = claim.chain().getFirst();
        CertificateKey key = claim.type().equals(CertificateType.RAW_PUBLIC_KEY)
                ? CertificateKey.ofMessage(first)
                : CertificateKey.ofCertificate(first);
        return new PeerJudgement(verdict, claim.chain(), key.der());
    }

    /** The authentication, now that the peer has proved its key. */
    public Authentication provedBy(SignatureChecked signature) {
        return switch (verdict) {
            case VerifiedPeer verified -> new Authentication.ByCertificate(verified, signature);
            case UnverifiedPeer unverified -> new Authentication.Unverified(unverified, signature);
            case RejectedPeer refusal -> throw new IllegalStateException("a refused peer gets no judgement");
        };
    }

    private static Optional<Violation> violation(PeerVerdict verdict) {
        return switch (verdict) {
            case VerifiedPeer verified -> Optional.empty();
            case UnverifiedPeer unverified -> Optional.of(unverified.refusal().violation());
            case RejectedPeer refusal -> Optional.of(refusal.violation());
        };
    }
}
