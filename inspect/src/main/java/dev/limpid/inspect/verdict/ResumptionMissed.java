// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import java.util.List;

/** A session could have been resumed, and was not: a full handshake took its place. */
final class ResumptionMissed implements Rule {
    /** By what the reasons have in common; the last fits every other. */
    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "lifetime is over",
                    "Tickets live seven days at most, often much shorter.",
                    "nobody's: time passed",
                    "let tickets live longer, if clients come back later than that"),
            new Cause(
                    "lost the key|too old|did not take|not seal",
                    "The server has another key for tickets than the one that sealed this one: it was restarted or rotated its keys, or"
                            + " another node of its cluster answered.",
                    "the server's",
                    "share the keys for tickets among all nodes, and keep the former key while its tickets live:"
                            + " StatelessTickets.withKeys; nginx ssl_session_ticket_key"),
            new Cause(
                    "store does not hold",
                    "The store forgets a ticket once it was used, and when it is full.",
                    "nobody's, if the ticket was used before; otherwise the store is too small",
                    "make the store larger, or send more tickets; clients use each ticket once"),
            new Cause(
                    "another name",
                    "A session belongs to the name for which its certificate was checked.",
                    "the client's, or the server's if it changed its names",
                    "resume under the name of the first connection"),
            new Cause(
                    "hash|suite",
                    "A ticket's key belongs to one hash; none of the suites in common has that.",
                    "whichever side changed its list of cipher suites",
                    "keep a suite with that hash (TLS_AES_128_GCM_SHA256 or TLS_AES_256_GCM_SHA384) on both sides"),
            new Cause(
                    "no mode in common",
                    "The client has to list psk_dhe_ke, with a key share.",
                    "the client's",
                    "offer psk_dhe_ke"),
            new Cause(
                    "have changed since|has changed since|nobody vouched|showed no certificate",
                    "A session is worth what was checked in it, so other rules about whom to trust make it worthless.",
                    "nobody's: that is as it should be",
                    "nothing; the next ticket will do"),
            new Cause(
                    "issues no tickets",
                    "This server does not resume.",
                    "the server's configuration",
                    "ServerConfig.tickets; nginx ssl_session_tickets on"),
            new Cause(
                    "changed, or it is forged|not readable",
                    "What the client offered opens to nothing that this version can read.",
                    "the client's, if it changed the ticket; otherwise another version of the server wrote it",
                    "nothing, if it happens once after an update"),
            new Cause("", "", "see the reason", "look at the reasons of each key with -v"));

    /** What every client finds that comes for the first time: nothing was missed. */
    private static final String FIRST_TIME = "there is no ticket for this server";

    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.story()
                .last(Event.PskMissed.class)
                .filter(e -> !e.reason().equals(FIRST_TIME))
                .map(e -> List.of(explain(scene, e.reason())))
                .orElse(List.of());
    }

    private static Verdict explain(Scene scene, String reason) {
        Cause cause = Cause.of(reason, CAUSES);
        return Verdict.certain(
                        "RESUME.MISS",
                        ExitCode.OK,
                        "no session was resumed: " + (reason.isEmpty() ? "nothing tells why" : reason))
                .what(
                        "The connection stands all the same: a full handshake with certificate took the place of the ticket, at the"
                                + " cost of a signature and about a kilobyte.",
                        cause.what())
                .whose(cause.whose())
                .fix(cause.fix())
                .check(scene.isClient() ? scene.attempt().command() : "")
                .openssl("s_client -reconnect prints \"New\" where it should print \"Reused\"")
                .evidence(scene.see(Event.PskMissed.class, reason))
                .verdict();
    }
}
