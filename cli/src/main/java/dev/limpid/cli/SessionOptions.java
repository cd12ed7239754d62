// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ClientConfig;
import dev.limpid.wire.Bytes;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a client comes back: with tickets, and with data before the handshake is over. */
final class SessionOptions {
    private static final int MOST_RECONNECTS = 1000;
    private static final int MOST_TICKETS = 255;
    private static final String REQUEST = "get";

    @Option(
            names = {"--reconnect", "--resume"},
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "1",
            description =
                    "Then connect again with the ticket that came, N times (--reconnect=5; once if N is left out).")
    private int reconnects;

    @Option(
            names = "--sess-out",
            paramLabel = "FILE",
            description =
                    "Keep the last ticket and its key in FILE, for its owner alone: whoever reads it can resume the"
                            + " session, and read what that protects.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--sess-in",
            paramLabel = "FILE",
            description =
                    "Resume with the ticket that --sess-out kept. Use each once: a ticket that comes twice links the"
                            + " two connections for everybody on the way.")
    private Optional<Path> in = Optional.empty();

    @Option(names = "--tickets", paramLabel = "N", description = "Ask the server for N tickets (RFC 9149), 0 to 255.")
    private Optional<Integer> tickets = Optional.empty();

    @Option(
            names = "--early-data",
            paramLabel = "get|FILE",
            description =
                    "Dangerous: send this under the ticket's key, before the server has proved anything (0-RTT): get"
                            + " means the request of --get, otherwise what FILE holds. Whoever records it can send it to the server"
                            + " once more.")
    private Optional<String> early = Optional.empty();

    /** How often to connect in all. */
    int connections() {
        return 1 + reconnects;
    }

    /** Whether the request of {@code --get} goes early. */
    boolean requestGoesEarly() {
        return early.equals(Optional.of(REQUEST));
    }

    /** What goes early instead of a request; empty for nothing. */
    Bytes earlyFile() {
        return early.filter(what -> !what.equals(REQUEST))
                .map(file -> EarlyFile.content(Path.of(file)))
                .orElse(Bytes.EMPTY);
    }

    /** Refuses what makes no sense; {@code fetches} says whether a path is to be got. */
    void check(boolean fetches) {
        if (reconnects < 0 || reconnects > MOST_RECONNECTS) {
            throw Refusal.usage("--reconnect is " + reconnects, "connect again 1 to 1000 times");
        }
        if (tickets.filter(n -> n < 0 || n > MOST_TICKETS).isPresent()) {
            throw Refusal.usage("--tickets is " + tickets.get(), "0 to 255 tickets can be asked for");
        }
        if (early.isPresent() && in.isEmpty() && reconnects == 0) {
            throw Refusal.usage(
                    "--early-data needs the key of an earlier connection, and there is none",
                    "add --reconnect, or --sess-in FILE with what --sess-out kept");
        }
        if (requestGoesEarly() && !fetches) {
            throw Refusal.usage("--early-data get sends a request early, and there is none", "add --get PATH");
        }
        if (early.isPresent() && !requestGoesEarly() && fetches) {
            throw Refusal.usage(
                    "--early-data FILE and a path to get exclude each other",
                    "write --early-data get to send the request early, or leave --get out");
        }
    }

    /** The tickets that there are already, and room for those that come: the story tells of them, of use or not. */
    Sessions sessions() {
        Sessions sessions = new Sessions();
        in.ifPresent(sessions::load);
        return sessions;
    }

    /** Puts what was asked for into {@code builder}. */
    void applyTo(ClientConfig.Builder builder, Sessions sessions) {
        builder.sessionCache(sessions);
        tickets.ifPresent(n -> builder.ticketRequest(n, n));
        builder.earlyData(early.isPresent());
    }

    /** Keeps the last ticket, if that was asked for, and says what became of it; forgets the others. */
    void keep(Sessions sessions, Console console) {
        out.ifPresent(file -> {
            boolean kept = sessions.save(file);
            String name = Refusal.quoted(file.toString());
            console.say(
                    kept
                            ? "limpid: kept a ticket in " + name + ": a secret, good for one connection (--sess-in)"
                            : "limpid: no ticket came that could be kept, and " + name + " was not written");
        });
        sessions.clear();
    }
}
