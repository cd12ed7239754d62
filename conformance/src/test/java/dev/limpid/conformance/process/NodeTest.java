// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

/** Against {@link ScriptPeer#node}. */
final class NodeTest extends ToolPeerTest {
    @Override
    ToolPeer find(Papers papers) {
        return ScriptPeer.node(papers);
    }
}
