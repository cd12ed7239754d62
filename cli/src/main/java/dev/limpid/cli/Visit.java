// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.tap.Tap;
import dev.limpid.config.ClientConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Trouble;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Optional;

/**
 * One connection to a server, from the handshake to its end. What the network and the server do wrong is in the story, not thrown.
 * For one thread, but {@link #story} may be asked from any.
 */
final class Visit {
    /** What is done once hands are shaken. */
    @FunctionalInterface
    interface Errand {
        /** What may be sent before the handshake, and may come twice; nothing unless the errand has some. */
        default void early(TlsChannel channel, Visit visit) throws IOException {}

        /** @throws IOException or {@link TlsException} if the connection fails; the story tells why */
        void run(TlsChannel channel, Visit visit) throws IOException;
    }

    private final Recording recording;
    private final Narrator narrator;
    private final Tap tap;
    private final TlsChannel channel;
    private volatile Attempt attempt;

    /**
     * A visit whose ClientHello is about to be sent.
     *
     * @param live hears everything besides the recording
     * @param tap the connected transport
     * @param connectNanos how long connecting took
     */
    Visit(
            Attempt attempt,
            ClientConfig config,
            ServerName server,
            Timeouts timeouts,
            Tap tap,
            long connectNanos,
            Recording recording,
            Observer live) {
        this.attempt = attempt;
        this.recording = recording;
        this.narrator = Narrator.ofConnecting(recording.and(live), tap.description(), connectNanos);
        this.tap = tap;
        ClientConfig told =
                config.toBuilder().observer(config.observer().and(narrator)).build();
        this.channel = TlsChannel.connect(told, server, tap, timeouts);
    }

    /** Shakes hands, runs {@code errand}, and closes. */
    void go(Errand errand) {
        try {
            errand.early(channel, this);
            channel.handshake();
            errand.run(channel, this);
            channel.close();
        } catch (SocketTimeoutException e) {
            giveUp("the server did not answer in time");
        } catch (IOException | TlsException e) {
            giveUp("");
        }
    }

    /** Tells something that only the tool sees. */
    void tell(Event event) {
        narrator.tell(event);
    }

    /** The server says that it is {@code time} now. */
    void peerSaysItIs(Instant time) {
        attempt = attempt.peerSaysItIs(time);
    }

    /** What happened so far. */
    Story story() {
        return recording.story(attempt.received(tap.first()));
    }

    /** What happened until somebody stopped it. */
    Story interrupted() {
        return recording.story(attempt.received(tap.first()).stoppedBy(new Trouble.Interrupted()));
    }

    /** Ends the connection; if nothing in the story says why, {@code silence} does. */
    private void giveUp(String silence) {
        boolean told = Optional.of(story())
                .filter(s -> s.first(Event.TransportEnded.class).isPresent()
                        || s.first(Event.Failed.class).isPresent()
                        || s.first(Event.Closed.class).isPresent())
                .isPresent();
        if (!told && !silence.isEmpty()) {
            narrator.tell(new Event.TransportEnded(Event.Ending.TIMEOUT, silence));
        }
        try {
            channel.abort();
        } catch (IOException e) {
            // It was over already.
        }
    }
}
