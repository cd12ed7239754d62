// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

/**
 * Whom we talk to.
 *
 * @param name stable, a title on the page
 * @param version of this machine's copy; one line of any text
 */
public record Peer(String name, String version) {
    /** One line, so that it fits a table. */
    public Peer {
        version = version.lines().findFirst().orElse("").strip().replace('\t', ' ');
    }
}
