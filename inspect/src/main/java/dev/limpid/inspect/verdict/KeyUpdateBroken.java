// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.List;

/** Keys were updated in a way that is not allowed. */
final class KeyUpdateBroken implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.violated(Violation.TOO_MANY_KEY_UPDATES)) {
            return List.of(explain(
                    scene,
                    "KEYUPDATE.FLOOD",
                    "Each KeyUpdate costs this side a derivation; many without data between them have no use but that.",
                    "look for what makes the peer update its keys; every few gigabytes is often enough"));
        }
        return scene.violated(Violation.BAD_KEY_UPDATE)
                ? List.of(explain(
                        scene,
                        "KEYUPDATE.MALFORMED",
                        "KeyUpdate has one byte: 0, or 1 to ask the peer for the same.",
                        "try another version of the software at the other end"))
                : List.of();
    }

    private static Verdict explain(Scene scene, String code, String what, String fix) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        code,
                        ExitCode.AFTER_HANDSHAKE,
                        who + "'s key updates break the rules: "
                                + scene.violation().orElseThrow().sentence())
                .what(what, generations(scene))
                .whose(who + "'s software")
                .fix(fix)
                .check(scene.isClient() ? scene.attempt().command() + " -vv" : "")
                .evidence(scene.seeViolation())
                .verdict();
    }

    private static String generations(Scene scene) {
        return "At the end the client was at generation " + generation(scene, Side.CLIENT) + ", the server at "
                + generation(scene, Side.SERVER) + ".";
    }

    private static long generation(Scene scene, Side side) {
        return scene.story().all(Event.KeyUpdated.class).stream()
                .filter(e -> e.sender() == side)
                .mapToLong(Event.KeyUpdated::generation)
                .max()
                .orElse(0);
    }
}
