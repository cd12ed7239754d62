// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.tap.Tap;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.net.ServerListener;
import dev.limpid.net.Transport;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Follows each client of a server from its first byte to its last, and then tells about it. Thread-safe. */
final class ClientWatch implements ServerListener {
    private final Console console;
    private final Report report;
    private final Map<String, Tap> taps = new ConcurrentHashMap<>();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    ClientWatch(Console console, Report report) {
        this.console = console;
        this.report = report;
    }

    /** How many clients there have been. */
    long count() {
        return count.get();
    }

    /** Puts a tap on a client's transport. */
    Transport tapped(Transport transport) {
        Tap tap = Tap.ofFirstBytes(transport);
        taps.put(transport.description(), tap);
        return tap;
    }

    /** Hears a client, which is known by its address as soon as it is connected. */
    Observer observer() {
        return new Client();
    }

    /** Adds what the tool saw of the client at {@code address}. */
    void tell(String address, Event event) {
        Optional.ofNullable(clients.get(address)).ifPresent(c -> c.narrator.tell(event));
    }

    /** The client at {@code address} had got all it asked for when it left: how it left is no fault then. */
    void leftWhenDone(String address) {
        Optional.ofNullable(clients.get(address)).ifPresent(c -> c.done = true);
    }

    /** The client at {@code address} has been served: tells its story. */
    void finished(String address) {
        Optional<Tap> tap = Optional.ofNullable(taps.remove(address));
        Optional.ofNullable(clients.remove(address)).ifPresent(c -> c.conclude(tap));
    }

    @Override
    public void connectionFailed(String client, Throwable cause) {
        boolean ours = !(cause instanceof IOException || cause instanceof dev.limpid.observe.TlsException);
        if (ours) {
            console.say("limpid: serving " + client + " failed with "
                    + cause.getClass().getSimpleName() + ": a fault of limpid's, please report it");
        }
        finished(client);
    }

    @Override
    public void acceptFailed(IOException cause) {
        console.say(
                "limpid: no client can be accepted right now: " + Refusal.quoted(String.valueOf(cause.getMessage())));
    }

    /** One client. */
    private final class Client implements Observer {
        private final String number = Long.toString(count.incrementAndGet());
        private final Recording recording = report.recording();
        private final Narrator narrator = Narrator.ofAccepting(recording.and(report.live(number, Side.SERVER)));
        private volatile String address = "";
        private volatile boolean done;

        @Override
        public void on(long nanos, Event event) {
            if (event instanceof Event.TransportConnected connected) {
                address = connected.peer();
                clients.put(address, this);
            }
            narrator.on(nanos, event);
        }

        @Override
        public boolean wantsRecords() {
            return narrator.wantsRecords();
        }

        private void conclude(Optional<Tap> tap) {
            Attempt attempt = Attempt.fromClient(address);
            Story story =
                    recording.story(tap.map(t -> attempt.received(t.first())).orElse(attempt));
            report.concludeBriefly(number, story, Diagnosis.of(done ? withoutEnd(story) : story));
        }
    }

    private static Story withoutEnd(Story story) {
        List<HandshakeReport.Entry> entries = story.entries().stream()
                .filter(e -> !(e.event() instanceof Event.TransportEnded || e.event() instanceof Event.Closed))
                .toList();
        return new Story(story.attempt(), entries, story.omitted(), story.beforeGap());
    }
}
