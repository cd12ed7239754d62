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
import dev.limpid.observe.Recorder;
import dev.limpid.registry.HandshakeType;
import java.util.Set;

/** The driver: takes messages, moves from state to state, answers requests, reports. Not thread-safe. */
public final class Handshake {
    private static final Set<HandshakeType> BEFORE_KEY_CHANGES = Set.of(
            HandshakeType.CLIENT_HELLO,
            HandshakeType.SERVER_HELLO,
            HandshakeType.END_OF_EARLY_DATA,
            HandshakeType.FINISHED,
            HandshakeType.KEY_UPDATE);

    private final Recorder recorder;
    private State state;

    /** Starts in {@code first}. */
    public Handshake(State first, Recorder recorder) {
        this.recorder = recorder;
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
        if (!aligned && BEFORE_KEY_CHANGES.contains(raw.type())) {
            throw new ViolationException(Violation.MESSAGE_ACROSS_KEY_CHANGE, "after " + raw.type());
        }
        HandshakeMessage message = HandshakeCodec.decode(raw);
        recorder.record(new Event.MessageSeen(
                recorder.role().peer(), epoch, message, raw.bytes().length()));
        advance(state.receive(new Received(message, raw.bytes())));
    }

    /** Forgets the secrets of the handshake, because the connection has failed. */
    public void destroy() {
        state.destroy();
    }

    private void advance(Transition transition) {
        Transition next = transition;
        while (next instanceof Transition.Await<?> await) {
            next = await.answered();
        }
        State entered = ((Transition.Move) next).next();
        if (!entered.equals(state)) {
            state = entered;
            recorder.record(new Event.StateEntered(entered.name()));
        }
    }
}
