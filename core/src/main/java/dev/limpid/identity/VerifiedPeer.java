// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.PathFacts;
import dev.limpid.wire.Bytes;
import java.util.List;

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

    @Override
    public String toString() {
        return "verified, " + chain.size() + " certificates";
    }
}
