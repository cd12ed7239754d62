// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import java.util.List;

/** The last rule: the handshake is not complete, and nothing tells why. */
final class Unexplained implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return List.of(Verdict.possible(
                        "CLOSE.UNFINISHED", ExitCode.NO_ALERT, "the connection ended before the handshake was complete")
                .what("Nothing that was seen tells why.")
                .whose("unknown")
                .check(scene.attempt().command() + (scene.isClient() ? " -vv" : ""))
                .evidence(scene.see(Event.StateEntered.class, "the last state that was reached"))
                .verdict());
    }
}
