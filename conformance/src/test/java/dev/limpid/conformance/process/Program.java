// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.registry.NamedGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The programs that are both client and server, for tests that each of them has to get through. */
enum Program {
    OPENSSL(OpenSsl::new, Combinations.CURVES),
    GNUTLS(GnuTls::new, Combinations.CURVES),
    PYTHON(ScriptPeer::python, Combinations.CURVES),
    NODE(ScriptPeer::node, Combinations.CURVES),
    NEW_NODE(ScriptPeer::newNode, Combinations.CURVES_AND_HYBRID);

    private final Function<Papers, ToolPeer> peer;
    private final List<NamedGroup> groups;

    Program(Function<Papers, ToolPeer> peer, List<NamedGroup> groups) {
        this.peer = peer;
        this.groups = groups;
    }

    /** Everything that both may agree on by default; known without the program. */
    List<Combinations> combinations() {
        return Combinations.of(groups, Combinations.SCHEMES);
    }

    /** The peer with its papers in {@code folder}, or the end of the test if this machine has none. */
    ToolPeer find(Path folder) {
        try {
            return peer.apply(new Papers(Files.createDirectories(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
