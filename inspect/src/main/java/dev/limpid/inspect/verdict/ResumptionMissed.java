// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.PskMiss;
import java.util.List;

/** A session could have been resumed, and was not: a full handshake took its place. */
final class ResumptionMissed implements Rule {
    private static final Cause TIME = new Cause(
            "Tickets live seven days at most, often much shorter.",
            "nobody's: time passed",
            "let tickets live longer, if clients come back later than that");
    private static final Cause TICKET_KEY = new Cause(
            "The server has another key for tickets than the one that sealed this one: it was restarted or rotated its keys, or"
                    + " another node of its cluster answered.",
            "the server's",
            "share the keys for tickets among all nodes, and keep the former key while its tickets live:"
                    + " StatelessTickets.withKeys; nginx ssl_session_ticket_key");
    private static final Cause STORE = new Cause(
            "The store forgets a ticket once it was used, and when it is full.",
            "nobody's, if the ticket was used before; otherwise the store is too small",
            "make the store larger, or send more tickets; clients use each ticket once");
    private static final Cause NAME = new Cause(
            "A session belongs to the name for which its certificate was checked.",
            "the client's, or the server's if it changed its names",
            "resume under the name of the first connection");
    private static final Cause SUITE = new Cause(
            "A ticket's key belongs to one hash; none of the suites in common has that.",
            "whichever side changed its list of cipher suites",
            "keep a suite with that hash (TLS_AES_128_GCM_SHA256 or TLS_AES_256_GCM_SHA384) on both sides");
    private static final Cause MODE =
            new Cause("The client has to list psk_dhe_ke, with a key share.", "the client's", "offer psk_dhe_ke");
    private static final Cause TRUST = new Cause(
            "A session is worth what was checked in it, so other rules about whom to trust make it worthless.",
            "nobody's: that is as it should be",
            "nothing; the next ticket will do");
    private static final Cause NO_TICKETS = new Cause(
            "This server does not resume.",
            "the server's configuration",
            "ServerConfig.tickets; nginx ssl_session_tickets on");
    private static final Cause UNREADABLE = new Cause(
            "What the client offered opens to nothing that this version can read.",
            "the client's, if it changed the ticket; otherwise another version of the server wrote it",
            "nothing, if it happens once after an update");

    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.story()
                .last(Event.PskMissed.class)
                // What every client finds that comes for the first time: nothing was missed
                .filter(e -> e.reason() != PskMiss.NO_TICKET)
                .map(e -> List.of(explain(scene, e)))
                .orElse(List.of());
    }

    private static Cause cause(PskMiss reason) {
        return switch (reason) {
            case EXPIRED, PROOF_TOO_OLD -> TIME;
            case NOT_OURS, KEY_RETIRED, NOT_TAKEN -> TICKET_KEY;
            case NO_TICKET, NOT_STORED -> STORE;
            case OTHER_NAME -> NAME;
            case NO_SUITE_OFFERED, NO_SUITE_IN_COMMON -> SUITE;
            case NO_MODE -> MODE;
            case SERVER_UNVERIFIED,
                    TRUST_CHANGED,
                    EXTERNAL_KEY_GONE,
                    ADMISSION_CHANGED,
                    NO_CLIENT_CERTIFICATE,
                    CLIENT_UNVERIFIED -> TRUST;
            case NO_TICKETS_HERE -> NO_TICKETS;
            case TAMPERED, MALFORMED -> UNREADABLE;
        };
    }

    private static Verdict explain(Scene scene, Event.PskMissed missed) {
        Cause cause = cause(missed.reason());
        return Verdict.certain("RESUME.MISS", ExitCode.OK, "no session was resumed: " + missed.text())
                .what(
                        "The connection stands all the same: a full handshake with certificate took the place of the ticket, at the"
                                + " cost of a signature and about a kilobyte.",
                        cause.what())
                .whose(cause.whose())
                .fix(cause.fix())
                .check(scene.isClient() ? scene.attempt().command() : "")
                .openssl("s_client -reconnect prints \"New\" where it should print \"Reused\"")
                .evidence(scene.see(Event.PskMissed.class, missed.text()))
                .verdict();
    }
}
