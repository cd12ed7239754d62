// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.observe.Event;
import dev.limpid.observe.Question;
import dev.limpid.observe.Recorder;
import dev.limpid.request.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The questions that a handshake has asked and nobody has answered. Belongs to the reading thread, but for {@link #requests}. */
final class Questions {
    private final Set<Question> later;
    private final Recorder recorder;
    private final List<Asked<?>> open = new ArrayList<>(1);
    private volatile List<Request<?>> requests = List.of();
    private boolean blocking;

    /**
     * A question.
     *
     * @param beside whether the handshake goes on meanwhile
     */
    record Asked<A>(Transition.Await<A> await, boolean beside) {
        Request<A> request() {
            return await.request();
        }
    }

    /** @param later the kinds that are not answered on this thread */
    Questions(Set<Question> later, Recorder recorder) {
        this.later = later;
        this.recorder = recorder;
    }

    /** Whether {@code await} must wait. In either case it is open until {@link #close}. */
    <A> boolean waits(Asked<A> asked) {
        open.add(asked);
        boolean waits = later.contains(asked.request().question());
        if (waits) {
            recorder.record(new Event.QuestionAsked(asked.request().question()));
            publish();
        }
        return waits;
    }

    /** @throws IllegalStateException if nobody waits for the answer to {@code request} */
    // The same request, not an equal one: so the A is the same too
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    <A> Asked<A> find(Request<A> request) {
        for (Asked<?> asked : open) {
            if (asked.request() == request) {
                return (Asked<A>) asked;
            }
        }
        throw new IllegalStateException("nobody waits for an answer to this request about the " + request.question()
                + ": it was answered already, or it is another connection's");
    }

    /** What followed from the answer is done. */
    void close(Asked<?> asked) {
        open.remove(asked);
        publish();
    }

    /** Those without an answer, the oldest first. From any thread. */
    List<Request<?>> requests() {
        return requests;
    }

    /** Whether the handshake stands still until one of them is answered. */
    boolean isBlocking() {
        return blocking;
    }

    /** Nobody will answer any more. */
    void abandon() {
        open.forEach(asked -> asked.await().abandon().run());
        open.clear();
        publish();
    }

    private void publish() {
        if (open.isEmpty() && requests.isEmpty()) {
            return;
        }
        requests = List.copyOf(open.stream().<Request<?>>map(Asked::request).toList());
        blocking = open.stream().anyMatch(asked -> !asked.beside());
    }
}
