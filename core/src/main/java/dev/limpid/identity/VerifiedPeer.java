// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.PathFacts;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proof that a {@link PeerVerifier} accepted a peer's certificates. Immutable and thread-safe.
 */
public final class VerifiedPeer implements PeerVerdict {
    private final PathFacts facts;
    private final List<Bytes> chain;

    private VerifiedPeer(PathFacts facts, List<Bytes> chain) {
        this.facts = facts;
        this.chain = List.copyOf(chain);
    }

    /**
     * A verifier's promise: the key of the first certificate of {@code chain} belongs to the peer that was expected. Whoever
     * calls this without having checked it makes TLS authenticate nobody.
     *
     * @param chain the certificates in DER that were accepted, the peer's own first
     */
    public static VerifiedPeer promise(PathFacts facts, List<Bytes> chain) {
        return new VerifiedPeer(facts, chain);
    }

    @Override
    public PathFacts facts() {
        return facts;
    }

    /** The accepted certificates in DER, the peer's own first. */
    public List<Bytes> chain() {
        return chain;
    }

    /**
     * The first moment after {@code now} at which one of the certificates that the verifier went by is over; if it does not tell which
     * those are, the peer's own. What was over already was accepted all the same, and says nothing. None for raw public keys.
     */
    public Optional<Instant> validUntil(Instant now) {
        Stream<Instant> ends = facts.links().isEmpty()
                ? chain.stream()
                        .limit(1)
                        .flatMap(leaf -> X509.tryParse(leaf).stream())
                        .map(leaf -> leaf.getNotAfter().toInstant())
                : facts.links().stream().map(PathFacts.Link::notAfter);
        //= R4.7.1-19
        return ends.filter(end -> !end.isBefore(now)).min(Comparator.naturalOrder());
    }

    @Override
    public String toString() {
        return "verified, " + chain.size() + " certificates";
    }
}
