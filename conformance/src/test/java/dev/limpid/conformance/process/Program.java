// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import java.nio.file.Path;
import java.util.function.Function;

/** The programs that are both client and server, for tests that each of them has to get through. */
enum Program {
    OPENSSL(OpenSsl::new),
    GNUTLS(GnuTls::new),
    PYTHON(ScriptPeer::python),
    NODE(ScriptPeer::node),
    NEW_NODE(ScriptPeer::newNode);

    private final Function<Papers, ToolPeer> peer;

    Program(Function<Papers, ToolPeer> peer) {
        this.peer = peer;
    }

    /** The peer with its papers in {@code folder}, or the end of the test if this machine has none. */
    ToolPeer find(Path folder) {
        return peer.apply(new Papers(folder));
    }
}
