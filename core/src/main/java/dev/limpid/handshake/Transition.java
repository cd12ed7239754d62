// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.request.Request;
import java.util.function.Function;

/** What a state makes of a message: another state, or a question that must be answered first. */
public sealed interface Transition {
    /** On to {@code next}, which may be the same state. */
    record Move(State next) implements Transition {}

    /**
     * Waits for the answer to {@code request}; {@code then} goes on with it.
     *
     * @param abandon forgets what only {@code then} holds, if the connection fails before it is done
     * @param <A> the answer's type
     */
    record Await<A>(Request<A> request, Function<A, Transition> then, Runnable abandon) implements Transition {}

    /** On to {@code next} at once; the question is answered beside what goes on there, and ends {@link Done}. */
    record Beside(State next, Await<?> question) implements Transition {}

    /** Nothing is left to do for a question that was asked beside; the state is whatever it is by now. */
    record Done() implements Transition {}

    /** On to {@code next}. */
    static Transition to(State next) {
        return new Move(next);
    }

    /** Asks {@code request} and goes on with its answer. */
    static <A> Await<A> ask(Request<A> request, Function<A, Transition> then) {
        return ask(request, then, () -> {});
    }

    /** As {@link #ask(Request, Function)}; {@code abandon} forgets the secrets that only {@code then} holds. */
    static <A> Await<A> ask(Request<A> request, Function<A, Transition> then, Runnable abandon) {
        return new Await<>(request, then, abandon);
    }
}
