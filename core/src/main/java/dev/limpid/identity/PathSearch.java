// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.ViolationException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for paths from the leaf to an anchor among what the peer sent, in any order. Every limit is fixed, so that a peer
 * who sends certificates that all might have issued each other costs no more than a few hundred comparisons of names and
 * the validation of a handful of paths.
 */
final class PathSearch {
    private static final int MAX_PATHS = 12;
    private static final int MAX_STEPS = 500;
    private static final int MAX_LINKS = 10;

    private final List<X509Certificate> sent;
    private final TrustAnchors anchors;
    private final List<CandidatePath> found = new ArrayList<>();
    private int steps;

    private PathSearch(List<X509Certificate> sent, TrustAnchors anchors) {
        this.sent = sent;
        this.anchors = anchors;
    }

    /** The paths that lead to an anchor, the shortest beginnings first; empty if none does. */
    static List<CandidatePath> toAnchors(PresentedChain chain, TrustAnchors anchors) {
        PathSearch search = new PathSearch(chain.certificates(), anchors);
        if (anchors.contains(chain.leaf())) {
            return List.of(new CandidatePath(List.of(chain.leaf()), Optional.of(chain.leaf())));
        }
        search.extend(List.of(chain.leaf()));
        return search.found;
    }

    /** As far as the sent certificates lead, without an anchor. */
    static CandidatePath intoTheAir(PresentedChain chain) {
        List<X509Certificate> links = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(chain.leaf());
        while (next.isPresent() && links.size() < MAX_LINKS) {
            X509Certificate last = next.get();
            links.add(last);
            next = chain.certificates().stream()
                    .filter(issuer -> !links.contains(issuer) && KeyIdentifiers.chains(issuer, last))
                    .findFirst();
        }
        return new CandidatePath(links, Optional.empty());
    }

    /**
     * Whether {@code anchor} may issue: version 1 knows no basic constraints, and being an anchor is the local decision. One whose
     * key cannot be computed with issues nothing.
     */
    static boolean mayIssue(X509Certificate anchor) {
        return (anchor.getVersion() < 3 || anchor.getBasicConstraints() >= 0) && hasUsableKey(anchor);
    }

    private static boolean hasUsableKey(X509Certificate anchor) {
        try {
            return CertificateKey.ofCertificate(X509.der(anchor)).isKnown();
        } catch (ViolationException unusable) {
            return false;
        }
    }

    private void extend(List<X509Certificate> links) {
        if (++steps > MAX_STEPS) {
            return;
        }
        X509Certificate last = links.getLast();
        for (X509Certificate anchor : anchors.named(last.getIssuerX500Principal())) {
            if (found.size() < MAX_PATHS && mayIssue(anchor) && !KeyIdentifiers.differ(anchor, last)) {
                found.add(new CandidatePath(links, Optional.of(anchor)));
            }
        }
        for (X509Certificate issuer : sent) {
            boolean room = found.size() < MAX_PATHS && links.size() < MAX_LINKS;
            if (room && !links.contains(issuer) && KeyIdentifiers.chains(issuer, last)) {
                List<X509Certificate> longer = new ArrayList<>(links);
                longer.add(issuer);
                extend(longer);
            }
        }
    }
}
