// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import java.util.List;

/** The handshake succeeded, and nothing spoke against it. */
final class AllWell implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (!scene.isEstablished()) {
            return List.of();
        }
        boolean resumed = scene.story().established().orElseThrow().resumed();
        String title = scene.attempt().insecure() && scene.isClient()
                ? "connected, but the server's identity was not verified"
                : resumed ? "connected, resumed from an earlier connection" : "connected";
        return List.of(Verdict.certain("OK", ExitCode.OK, title)
                .what(scene.path().flatMap(PathFacts::anchor).isPresent() ? "The certificate is trusted." : "")
                .whose("nobody's: all is well")
                .evidence(scene.see(Event.Established.class, "handshake complete"))
                .verdict());
    }
}
