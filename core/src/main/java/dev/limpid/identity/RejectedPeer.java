// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts;

/**
 * A verifier's refusal.
 *
 * @param violation the most useful of the causes; its alert ends the handshake
 * @param detail what exactly, as a phrase, without control characters
 */
public record RejectedPeer(Violation violation, String detail, PathFacts facts) implements PeerVerdict {
    @Override
    public String toString() {
        return detail.isEmpty() ? violation.sentence() : violation.sentence() + ": " + detail;
    }
}
