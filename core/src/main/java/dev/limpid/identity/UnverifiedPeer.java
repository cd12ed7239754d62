// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.PathFacts;
import dev.limpid.wire.Bytes;
import java.util.List;

/**
 * Dangerous: a peer that was refused, and with which somebody explicitly chose to talk all the same. Made only by {@link
 * DangerouslyUnverified}. Immutable and thread-safe.
 */
public final class UnverifiedPeer implements PeerVerdict {
    private final RejectedPeer refusal;
    private final List<Bytes> chain;

    UnverifiedPeer(RejectedPeer refusal, List<Bytes> chain) {
        this.refusal = refusal;
        this.chain = List.copyOf(chain);
    }

    /** Why the peer would have been refused. */
    public RejectedPeer refusal() {
        return refusal;
    }

    @Override
    public PathFacts facts() {
        return refusal.facts();
    }

    /** The certificates in DER as the peer sent them: proof of nothing. */
    public List<Bytes> chain() {
        return chain;
    }

    @Override
    public String toString() {
        return "NOT VERIFIED: " + refusal;
    }
}
