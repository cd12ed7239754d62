// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.observe.Escape;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Verifies peers against trust anchors, as RFC 5280 and RFC 9525 have it: a path to an anchor, signatures, name, dates,
 * purpose, strength. It makes no connection: revocation is checked by the OCSP response that the peer staples, or not. All questions are asked, whatever the first answer
 * is, so that a report can show every fault; {@link RejectedPeer#violation()} is the most useful one.
 *
 * <p>An anchor may be any certificate: a root, an intermediate, or the peer's own certificate, which is then trusted by itself
 * but still has to be for the name, the time and the purpose. Immutable and thread-safe.
 */
public final class PkixVerifier implements PeerVerifier {
    private static final int MAX_AUTHORITIES_BYTES = 1 << 14;

    private final TrustAnchors anchors;
    private final AlgorithmPolicy policy;
    private final boolean anyName;

    private PkixVerifier(TrustAnchors anchors, AlgorithmPolicy policy, boolean anyName) {
        this.anchors = anchors;
        this.policy = policy;
        this.anyName = anyName;
    }

    /** A verifier that trusts {@code anchors} and nothing else, with {@link AlgorithmPolicy#DEFAULT}. */
    public static PkixVerifier trusting(TrustAnchors anchors) {
        return new PkixVerifier(anchors, AlgorithmPolicy.DEFAULT, false);
    }

    /** This verifier with another policy. */
    public PkixVerifier with(AlgorithmPolicy otherPolicy) {
        return new PkixVerifier(anchors, otherPolicy, anyName);
    }

    /**
     * Dangerous: this verifier, but satisfied with any name of a server when none is expected, so that whoever has a
     * certificate for any name passes for the server. A name that is expected is still checked.
     */
    public PkixVerifier dangerouslyAcceptingAnyName() {
        return new PkixVerifier(anchors, policy, true);
    }

    /** What this verifier trusts. */
    public TrustAnchors anchors() {
        return anchors;
    }

    @Override
    public PeerVerdict verify(PeerCertificates claim) {
        PresentedChain chain;
        try {
            chain = PresentedChain.read(claim.chain());
        } catch (ViolationException unreadable) {
            Findings findings = new Findings();
            findings.fail(unreadable.violation(), Check.Kind.CHAIN, Escape.text(unreadable.detail()));
            return verdict(claim, Optional.empty(), findings);
        }
        Judgement judgement = judge(chain, claim);
        Findings findings = judgement.findings;
        checkName(chain.leaf(), claim, findings);
        OcspStatus.check(judgement.path, findings.hasPassed(Check.Kind.CHAIN), claim, policy, findings);
        return verdict(claim, Optional.of(judgement.path), findings);
    }

    /** The anchors' names, as long as they are few enough to be worth sending. */
    @Override
    public List<Bytes> acceptedAuthorities() {
        List<Bytes> names = anchors.certificates().stream()
                .map(anchor -> Bytes.wrap(anchor.getSubjectX500Principal().getEncoded()))
                .distinct()
                .toList();
        int size = names.stream().mapToInt(name -> 2 + name.length()).sum();
        return size <= MAX_AUTHORITIES_BYTES ? names : List.of();
    }

    @Override
    public Optional<Bytes> basis() {
        String rules = new TreeSet<>(policy.hashes()) + ", RSA " + policy.minimumRsaBits() + " to "
                + policy.maximumRsaBits() + (anyName ? ", any name, " : ", ");
        return Optional.of(Bytes.ofUtf8(rules).then(anchors.sha256()));
    }

    private record Judgement(CandidatePath path, Findings findings) {
        /** How good the path is: the rank of its gravest fault. */
        int rank() {
            return findings.gravest().map(Finding::rank).orElse(Integer.MAX_VALUE);
        }
    }

    private Judgement judge(PresentedChain chain, PeerCertificates claim) {
        Optional<Judgement> best = Optional.empty();
        for (CandidatePath path : PathSearch.toAnchors(chain, anchors)) {
            Judgement judgement = judge(path, claim);
            if (judgement.findings.gravest().isEmpty()) {
                return judgement;
            }
            if (best.isEmpty() || judgement.rank() > best.get().rank()) {
                best = Optional.of(judgement);
            }
        }
        return best.orElseGet(() -> judgeWithoutAnchor(chain, claim));
    }

    private Judgement judge(CandidatePath path, PeerCertificates claim) {
        Findings findings = new Findings();
        boolean huge = judgeLinks(path, claim, findings);
        X509Certificate anchor = path.anchor().orElseThrow();
        Optional<Instant> at = PathValidity.common(path.links(), claim.now());
        if (path.isPinned()) {
            findings.pass(Check.Kind.CHAIN, Names.shortName(anchor.getSubjectX500Principal()) + " is itself an anchor");
            findings.skip(Check.Kind.SIGNATURE, "none needed: the certificate itself is trusted");
        } else if (huge || at.isEmpty()) {
            String why = at.isEmpty() ? "its certificates were never valid together" : "a key is too large";
            findings.skip(Check.Kind.CHAIN, "not judged: " + why);
            findings.skip(Check.Kind.SIGNATURE, "not judged: " + why);
        } else {
            PathValidation.check(path, anchor, at.get(), findings);
        }
        return new Judgement(path, findings);
    }

    //= R4.5.1.2-12
    private Judgement judgeWithoutAnchor(PresentedChain chain, PeerCertificates claim) {
        CandidatePath path = PathSearch.intoTheAir(chain);
        Findings findings = new Findings();
        judgeLinks(path, claim, findings);
        chain.unreadable()
                .ifPresentOrElse(
                        cause -> findings.fail(cause.violation(), Check.Kind.CHAIN, Escape.text(cause.detail())),
                        () -> findings.fail(MissingIssuer.explain(path, anchors)));
        findings.skip(Check.Kind.SIGNATURE, "not judged: no anchor to begin with");
        return new Judgement(path, findings);
    }

    /** Whether a key is too large to be used. */
    private boolean judgeLinks(CandidatePath path, PeerCertificates claim, Findings findings) {
        PathValidity.check(path.links(), claim.now(), findings);
        PathPurpose.check(path.links(), claim.peer(), findings);
        return PathStrength.check(path, policy, findings);
    }

    private void checkName(X509Certificate leaf, PeerCertificates claim, Findings findings) {
        if (claim.expectedName().isPresent()) {
            NameCheck.check(leaf, claim.expectedName().get(), findings);
        } else if (claim.peer() == Side.CLIENT) {
            findings.skip(Check.Kind.NAME, "a client has no name to match");
        } else if (anyName) {
            findings.skip(Check.Kind.NAME, "not checked: any name is accepted, by dangerous choice");
        } else {
            findings.fail(
                    Violation.CERTIFICATE_NAME_MISMATCH, Check.Kind.NAME, "no name was expected, so none can match");
        }
    }

    private PeerVerdict verdict(PeerCertificates claim, Optional<CandidatePath> path, Findings findings) {
        var facts = PathTold.facts(claim.expectedName(), path, anchors, findings);
        Optional<Finding> fault = findings.gravest();
        if (fault.isPresent()) {
            return new RejectedPeer(fault.get().violation(), fault.get().text(), facts);
        }
        // No fault is not enough: only a path that was found and judged good is proof
        return findings.hasPassed(Check.Kind.CHAIN)
                ? VerifiedPeer.promise(facts, claim.chain())
                : new RejectedPeer(Violation.CERTIFICATE_UNACCEPTABLE, "its chain was not judged", facts);
    }
}
