// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.observe.Question;
import dev.limpid.observe.TlsException;
import dev.limpid.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The questions that an application's threads are to answer: whatever asks its managers and functions, and signatures, may take long.
 * Each is handed out once. Thread-safe.
 */
final class DelegatedTasks {
    /** Which kinds of questions are handed out. */
    static final Set<Question> QUESTIONS =
            Set.of(Question.CONFIGURATION, Question.CREDENTIALS, Question.SIGNATURE, Question.PEER);

    private final TlsConnection connection;
    private final Consumer<Runnable> teller;
    private List<Request<?>> handedOut = List.of();

    /** @param teller runs what has to be said to the connection, when nobody else is inside */
    DelegatedTasks(TlsConnection connection, Consumer<Runnable> teller) {
        this.connection = connection;
        this.teller = teller;
    }

    /** A question that nobody works on, or null. */
    @Nullable
    Runnable next() {
        for (Request<?> request : connection.requests()) {
            if (handOut(request)) {
                return () -> work(request);
            }
        }
        return null;
    }

    /** Answers {@code first} and whatever the handshake asks because of it. */
    private void work(Request<?> first) {
        for (Request<?> request = first; request != null; request = nextOfHandshake()) {
            answer(request);
        }
    }

    private @Nullable Request<?> nextOfHandshake() {
        return connection.step() instanceof Step.NeedsAnswer(Request<?> request) && handOut(request) ? request : null;
    }

    private <A> void answer(Request<A> request) {
        Optional<A> found = Optional.empty();
        Optional<RuntimeException> refusal = Optional.empty();
        try {
            found = Optional.of(found(request));
        } catch (RuntimeException e) {
            refusal = Optional.of(e);
        }
        Optional<A> answer = found;
        Optional<RuntimeException> cause = refusal;
        teller.accept(() -> {
            try {
                if (connection.requests().contains(request)) {
                    cause.ifPresent(refused -> fail(request, refused));
                    answer.ifPresent(given -> connection.answer(request, given));
                }
            } finally {
                takeBack(request);
            }
        });
    }

    /** Whether nobody had it; there are never more than a few, and most of the time none. */
    // The same request, not an equal one
    @SuppressWarnings("ReferenceEquality")
    private synchronized boolean handOut(Request<?> request) {
        if (handedOut.stream().anyMatch(each -> each == request)) {
            return false;
        }
        List<Request<?>> more = new ArrayList<>(handedOut);
        more.add(request);
        handedOut = List.copyOf(more);
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized void takeBack(Request<?> request) {
        handedOut = handedOut.stream().filter(each -> each != request).toList();
    }

    /** What {@code request} asks for. An application's error is not ours to hide, but nobody may wait for an answer for ever. */
    private <A> A found(Request<A> request) {
        try {
            return request.answer();
        } catch (Error e) {
            teller.accept(() -> fail(request, new IllegalStateException(e)));
            throw e;
        }
    }

    private void fail(Request<?> request, RuntimeException cause) {
        connection.answerFailed(request, cause);
        if (connection.step() instanceof Step.Closed(Optional<TlsException> failure) && failure.isPresent()) {
            TlsException known = failure.get();
            if (known.getCause() == null && known != cause) {
                known.initCause(cause);
            }
            throw known;
        }
    }
}
