// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

/** Against {@link ScriptPeer#newNode}. */
final class NewNodeTest extends ToolPeerTest {
    @Override
    ToolPeer find(Papers papers) {
        return ScriptPeer.newNode(papers);
    }
}
