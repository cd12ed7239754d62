// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.time.Duration;

/** Ends a connection whose client takes too long for something. */
@FunctionalInterface
public interface Timer {
    /** What a client is waited for from now on; replaces what it was waited for before. */
    void awaits(Patience patience);

    /** How long a client may take. */
    enum Patience {
        /** To begin another request. */
        IDLE(Duration.ofSeconds(30)),
        /** For a request's head. */
        HEAD(Duration.ofSeconds(15)),
        /** For each {@link HttpSession#STRIDE} of a body, sent or received. */
        BODY(Duration.ofSeconds(30));

        private final Duration duration;

        Patience(Duration duration) {
            this.duration = duration;
        }

        /** How long. */
        public Duration duration() {
            return duration;
        }
    }
}
