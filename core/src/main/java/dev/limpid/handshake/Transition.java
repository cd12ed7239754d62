// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import java.util.function.Function;

/** What a state makes of a message: another state, or a question that must be answered first. */
public sealed interface Transition {
    /** On to {@code next}, which may be the same state. */
    record Move(State next) implements Transition {}

    /**
     * Waits for the answer to {@code request}; {@code then} goes on with it.
     *
     * @param <A> the answer's type
     */
    record Await<A>(Request<A> request, Function<A, Transition> then) implements Transition {
        /** The transition after the answer that the configuration itself can give. */
        Transition answered() {
            return then.apply(request.answer());
        }
    }

    /** On to {@code next}. */
    static Transition to(State next) {
        return new Move(next);
    }

    /** Asks {@code request} and goes on with its answer. */
    static <A> Transition ask(Request<A> request, Function<A, Transition> then) {
        return new Await<>(request, then);
    }
}
