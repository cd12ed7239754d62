// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Certificates that might form a path, by their names alone.
 *
 * @param links from the leaf upward, without the anchor, unless the leaf itself is the anchor
 * @param anchor where the path ends; empty if it ends in the air
 */
record CandidatePath(List<X509Certificate> links, Optional<X509Certificate> anchor) {
    CandidatePath {
        links = List.copyOf(links);
    }

    X509Certificate leaf() {
        return links.getFirst();
    }

    /** The certificate nearest to the anchor. */
    X509Certificate top() {
        return links.getLast();
    }

    /** Whether the leaf itself is trusted, so that there is nothing to chain. */
    boolean isPinned() {
        return anchor.isPresent() && anchor.get().equals(leaf());
    }
}
