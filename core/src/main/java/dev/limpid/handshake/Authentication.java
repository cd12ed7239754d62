// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.identity.UnverifiedPeer;
import dev.limpid.identity.VerifiedPeer;

/** How the peer was authenticated. Only proofs make one. */
public sealed interface Authentication {
    /** A verifier accepted its certificates, and it proved that it holds their key. */
    record ByCertificate(VerifiedPeer peer, SignatureChecked signature) implements Authentication {}

    /** Dangerous: its certificates were refused, and the configuration goes on all the same. */
    record Unverified(UnverifiedPeer peer, SignatureChecked signature) implements Authentication {}

    /** A client that was not asked, or that had nothing to show where that is allowed. */
    record NotRequested() implements Authentication {}
}
