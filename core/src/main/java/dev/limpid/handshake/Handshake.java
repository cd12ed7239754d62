// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.RawMessage;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Question;
import dev.limpid.observe.Recorder;
import dev.limpid.request.Request;
import java.util.List;
import java.util.Set;

/** The driver: takes messages, moves from state to state, asks what states cannot know, reports. Not thread-safe. */
public final class Handshake {
    private final Recorder recorder;
    private final Questions questions;
    private State state;

    /**
     * Starts in {@code first}.
     *
     * @param later the kinds of requests that wait for an answer from outside; all others the configuration answers at once
     */
    public Handshake(State first, Set<Question> later, Recorder recorder) {
        this.recorder = recorder;
        this.questions = new Questions(later, recorder);
        this.state = first;
        recorder.record(new Event.StateEntered(first.name()));
    }

    /**
     * Takes the next message of the peer.
     *
     * @param aligned whether nothing follows it in its record
     * @throws ViolationException if it breaks a rule
     * @throws dev.limpid.wire.DecodeException if it does not follow its syntax
     */
    public void receive(Epoch epoch, RawMessage raw, boolean aligned) {
        //= R5.1-5
        if (!aligned && raw.type().endsItsRecord()) {
            throw new ViolationException(Violation.MESSAGE_ACROSS_KEY_CHANGE, "after " + raw.type());
        }
        HandshakeMessage message = HandshakeCodec.decode(raw);
        recorder.record(
                new Event.MessageSeen(
                        recorder.role().peer(), epoch, message, raw.bytes().length()),
                raw.bytes());
        advance(state.receive(new Received(message, raw.bytes())), false);
    }

    /** The requests that wait for an answer, the oldest first. From any thread. */
    public List<Request<?>> requests() {
        return questions.requests();
    }

    /** Whether no message may be received before a request was answered. */
    public boolean isWaiting() {
        return questions.isBlocking();
    }

    /** Whether the rest of a flight must come next, and nothing between. */
    public boolean isInFlight() {
        return state.isInFlight();
    }

    /** @throws IllegalStateException if {@code request} does not wait for an answer */
    public void requireOpen(Request<?> request) {
        questions.find(request);
    }

    /**
     * Goes on with the answer to {@code request}.
     *
     * @throws IllegalStateException if {@code request} does not wait for an answer
     * @throws ViolationException if it follows from the answer that the peer is refused
     */
    public <A> void answer(Request<A> request, A answer) {
        Questions.Asked<A> asked = questions.find(request);
        recorder.record(new Event.QuestionAnswered(request.question()));
        proceed(asked, answer);
    }

    /** Forgets the secrets of the handshake, because the connection is over; whoever was asked need not answer any more. */
    public void destroy() {
        questions.abandon();
        state.destroy();
    }

    private void advance(Transition transition, boolean beside) {
        switch (transition) {
            case Transition.Move(State next) -> enter(next);
            case Transition.Await<?> await -> ask(await, beside);
            case Transition.Beside(State next, Transition.Await<?> question) -> {
                enter(next);
                if (questions.requests().size() >= CertificateRequests.MOST) {
                    throw new ViolationException(Violation.TOO_MANY_CERTIFICATE_REQUESTS, "without an answer");
                }
                ask(question, true);
            }
            case Transition.Done() -> {
                // the state has long gone on
            }
        }
    }

    private <A> void ask(Transition.Await<A> await, boolean beside) {
        Questions.Asked<A> asked = new Questions.Asked<>(await, beside);
        if (!questions.waits(asked)) {
            proceed(asked, await.request().answer());
        }
    }

    private <A> void proceed(Questions.Asked<A> asked, A answer) {
        Transition next = asked.await().then().apply(answer);
        questions.close(asked);
        advance(next, asked.beside());
    }

    private void enter(State entered) {
        if (!entered.equals(state)) {
            state = entered;
            recorder.record(new Event.StateEntered(entered.name()));
        }
    }
}
