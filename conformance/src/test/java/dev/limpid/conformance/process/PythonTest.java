// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

/** Against {@link ScriptPeer#python}. */
final class PythonTest extends ToolPeerTest {
    @Override
    ToolPeer find(Papers papers) {
        return ScriptPeer.python(papers);
    }
}
