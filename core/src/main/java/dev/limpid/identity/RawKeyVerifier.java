// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.observe.Escape;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies raw public keys (RFC 7250) against keys that are known beforehand: nothing in a raw key says whose it is. Names and
 * dates play no part, so give each server that a client talks to a verifier of its own. Immutable and thread-safe.
 */
public final class RawKeyVerifier implements PeerVerifier {
    private final Set<Bytes> keys;
    private final AlgorithmPolicy policy;
    private final Optional<PeerVerifier> ofCertificates;

    private RawKeyVerifier(Set<Bytes> keys, AlgorithmPolicy policy, Optional<PeerVerifier> ofCertificates) {
        this.keys = keys;
        this.policy = policy;
        this.ofCertificates = ofCertificates;
    }

    /**
     * A verifier that accepts exactly these keys, and no certificate.
     *
     * @param subjectPublicKeyInfos in DER; such as {@code PublicKey.getEncoded()} gives
     * @throws IllegalArgumentException if there is none
     * @throws ViolationException if one cannot be read
     */
    public static RawKeyVerifier accepting(List<Bytes> subjectPublicKeyInfos) {
        if (subjectPublicKeyInfos.isEmpty()) {
            throw new IllegalArgumentException("no key to accept");
        }
        subjectPublicKeyInfos.forEach(CertificateKey::of);
        return new RawKeyVerifier(Set.copyOf(subjectPublicKeyInfos), AlgorithmPolicy.DEFAULT, Optional.empty());
    }

    /** This verifier, and {@code certificates} for peers that show certificates all the same. */
    public RawKeyVerifier or(PeerVerifier certificates) {
        return new RawKeyVerifier(keys, policy, Optional.of(certificates));
    }

    /** This verifier with another policy for the strength of keys. */
    public RawKeyVerifier with(AlgorithmPolicy otherPolicy) {
        return new RawKeyVerifier(keys, otherPolicy, ofCertificates);
    }

    @Override
    public List<CertificateType> certificateTypes() {
        List<CertificateType> types = new ArrayList<>(List.of(CertificateType.RAW_PUBLIC_KEY));
        ofCertificates.ifPresent(verifier -> types.addAll(verifier.certificateTypes()));
        return types.stream().distinct().toList();
    }

    @Override
    public List<Bytes> acceptedAuthorities() {
        return ofCertificates.map(PeerVerifier::acceptedAuthorities).orElse(List.of());
    }

    @Override
    public Optional<Bytes> basis() {
        String rules = "raw public keys "
                + new TreeSet<>(
                        keys.stream().map(key -> X509.sha256(key).toHex()).toList()) + ", RSA "
                + policy.minimumRsaBits() + " to " + policy.maximumRsaBits();
        return ofCertificates.isEmpty()
                ? Optional.of(Bytes.ofUtf8(rules))
                : ofCertificates.get().basis().map(Bytes.ofUtf8(rules + ", or certificates: ")::then);
    }

    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        if (!claim.type().equals(CertificateType.RAW_PUBLIC_KEY)) {
            return ofCertificates
                    .map(verifier -> verifier.verify(claim))
                    .orElseGet(() -> refused(
                            claim,
                            Violation.NO_COMMON_CERTIFICATE_TYPE,
                            Check.Kind.CHAIN,
                            "a certificate came, and only raw public keys are accepted"));
        }
        if (claim.chain().size() != 1) {
            return refused(
                    claim,
                    Violation.SEVERAL_RAW_PUBLIC_KEYS,
                    Check.Kind.CHAIN,
                    claim.chain().size() + " keys");
        }
        try {
            return judge(claim, CertificateKey.ofMessage(claim.chain().getFirst()));
        } catch (ViolationException unreadable) {
            return refused(claim, unreadable.violation(), Check.Kind.CHAIN, Escape.text(unreadable.detail()));
        }
    }

    private PeerVerdict judge(PeerCertificates claim, CertificateKey key) {
        if (!keys.contains(key.der())) {
            return refused(
                    claim,
                    Violation.CERTIFICATE_UNACCEPTABLE,
                    Check.Kind.CHAIN,
                    "the raw public key (" + key + ", sha256 "
                            + X509.sha256(key.der()).toHex() + ") is "
                            + (keys.size() == 1
                                    ? "not the one that is accepted"
                                    : "none of the " + keys.size() + " that are accepted"));
        }
        int bits = key.rsaBits();
        if (bits != 0 && (bits < policy.minimumRsaBits() || bits > policy.maximumRsaBits())) {
            return refused(
                    claim, Violation.CERTIFICATE_WEAK_ALGORITHM, Check.Kind.ALGORITHM, "the raw public key is " + key);
        }
        return VerifiedPeer.promise(
                facts(
                        claim,
                        new Check(
                                Check.Kind.CHAIN,
                                Check.Outcome.PASSED,
                                "the raw public key (" + key + ") is known here")),
                claim.chain());
    }

    private RejectedPeer refused(PeerCertificates claim, Violation violation, Check.Kind kind, String text) {
        return new RejectedPeer(violation, text, facts(claim, new Check(kind, Check.Outcome.FAILED, text)));
    }

    private PathFacts facts(PeerCertificates claim, Check check) {
        return new PathFacts(
                claim.expectedName().map(ServerName::text),
                List.of(),
                Optional.empty(),
                keys.size() + (keys.size() == 1 ? " key known here" : " keys known here"),
                List.of(check));
    }
}
