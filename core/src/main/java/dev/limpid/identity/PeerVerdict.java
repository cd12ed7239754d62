// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.PathFacts;

/** What a {@link PeerVerifier} decided about a peer. */
public sealed interface PeerVerdict permits VerifiedPeer, RejectedPeer, UnverifiedPeer {
    /** What the verifier saw and found; names in it are the peer's text. */
    PathFacts facts();
}
