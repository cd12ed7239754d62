// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

/** Against {@link OpenSsl}. */
final class OpenSslTest extends ToolPeerTest {
    @Override
    ToolPeer find(Papers papers) {
        return new OpenSsl(papers);
    }
}
