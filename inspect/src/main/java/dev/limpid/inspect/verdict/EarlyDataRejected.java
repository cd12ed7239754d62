// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Event;
import java.util.List;

/** The client sent early data, and the server did not take it: the request had to come again, one round trip later. */
final class EarlyDataRejected implements Rule {
    private static final Cause REPLAY = new Cause(
            "The same ClientHello has been here within the time in which it could pass as fresh. Somebody recorded it and sent"
                    + " it again, or a device between sent it twice.",
            "whoever sent it again",
            "nothing: this is what the replay guard is for");
    private static final Cause GUARD = new Cause(
            "The replay guard is full, or was started too recently to know, or the clock went back.",
            "the server's",
            "wait for one window after a start (20 s by default), or give the guard more room");
    private static final Cause AGE = new Cause(
            "The age of the ticket that the client tells does not fit the server's clock: the ClientHello was held up, recorded"
                    + " and sent later, or one of the clocks runs wrong.",
            "the network's, or a clock's",
            "look at both clocks; allow more tolerance (Freshness) only if clients are far away");
    private static final Cause RETRY = new Cause(
            "A HelloRetryRequest ends early data: the client's keys are bound to its first ClientHello.",
            "the client's key shares, or the server's list of groups",
            "offer a key share that the server takes at once, see NEG.HRR");
    private static final Cause CONFIGURATION = new Cause(
            "The server does not take early data, or did not when it issued the ticket.",
            "the server's configuration",
            "allow early data at the server (ServerConfig.earlyData, ssl_early_data on), for requests that may be done twice");
    private static final Cause TERMS = new Cause(
            "Early data is bound to the cipher suite and the application protocol of the ticket's connection.",
            "whichever side changed its lists",
            "keep suite and ALPN protocol as they were; the next ticket will do");
    private static final Cause KEY = new Cause(
            "Early data comes under the first key that the client offers; the server has to take that very key.",
            "see RESUME.MISS, which says why the ticket was not taken",
            "what makes resumption work again makes early data work again");
    private static final Cause UNTOLD =
            new Cause("", "the server's, which does not say why", "look into the server's log");

    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.story()
                .last(Event.EarlyDataDecided.class)
                .filter(e -> !e.accepted())
                .map(e -> List.of(explain(scene, e)))
                .orElse(List.of());
    }

    private static Cause cause(EarlyDataAnswer answer) {
        return switch (answer) {
            case REPLAYED -> REPLAY;
            case CANNOT_TELL -> GUARD;
            case STALE -> AGE;
            case RETRIED -> RETRY;
            case NONE_HERE, NOT_ALLOWED -> CONFIGURATION;
            case OTHER_SUITE, OTHER_PROTOCOL -> TERMS;
            case NO_KEY, NOT_FIRST_KEY, EXTERNAL_KEY, TICKET_NOT_TAKEN -> KEY;
            case TICKET_ALONE -> UNTOLD;
            case ADMITTED, TAKEN -> throw new IllegalArgumentException("taken: " + answer);
        };
    }

    private static Verdict explain(Scene scene, Event.EarlyDataDecided decided) {
        Cause cause = cause(decided.answer());
        return Verdict.certain("EARLY.REJECTED", ExitCode.OK, "early data was not taken: " + decided.text())
                .what(
                        "What was sent early is lost, and has to be sent again after the handshake; the connection stands all the same.",
                        cause.what())
                .whose(cause.whose())
                .fix(cause.fix())
                .openssl("s_client -early_data prints \"Early data was rejected\"")
                .evidence(scene.see(Event.EarlyDataDecided.class, decided.text()))
                .verdict();
    }
}
