// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.EnumSet;
import java.util.Set;

/** Which side set off the updates of one connection's keys: the one that sends it, or the other by asking for it. */
final class KeyUpdateTrigger {
    private final Side role;
    private final Set<Side> asking = EnumSet.noneOf(Side.class);

    KeyUpdateTrigger(Side role) {
        this.role = role;
    }

    /** The trigger of {@code update}, which is the next of this connection, in qlog's words. */
    String of(Event.KeyUpdated update) {
        boolean answer = asking.remove(update.sender().peer());
        if (update.requested()) {
            asking.add(update.sender());
        }
        Side origin = answer ? update.sender().peer() : update.sender();
        return origin == role ? "local_update" : "remote_update";
    }
}
