// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import java.util.List;
import java.util.regex.Pattern;

/** The client sent early data, and the server did not take it: the request had to come again, one round trip later. */
final class EarlyDataRejected implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return scene.story()
                .last(Event.EarlyDataDecided.class)
                .filter(e -> !e.accepted())
                .map(e -> List.of(explain(scene, e.reason())))
                .orElse(List.of());
    }

    private static Verdict explain(Scene scene, String reason) {
        Rejection rejection = Rejection.of(reason);
        return Verdict.certain("EARLY.REJECTED", ExitCode.OK, "early data was not taken: " + reason)
                .what(
                        "What was sent early is lost, and has to be sent again after the handshake; the connection stands all the same.",
                        rejection.what)
                .whose(rejection.whose)
                .fix(rejection.fix)
                .openssl("s_client -early_data prints \"Early data was rejected\"")
                .evidence(scene.see(Event.EarlyDataDecided.class, reason))
                .verdict();
    }

    /** Why, by what the reasons have in common. */
    private enum Rejection {
        REPLAYED(
                "a replay",
                "The same ClientHello has been here within the time in which it could pass as fresh. Somebody recorded it and sent"
                        + " it again, or a device between sent it twice.",
                "whoever sent it again",
                "nothing: this is what the replay guard is for"),
        CANNOT_TELL(
                "cannot be told",
                "The replay guard is full, or was started too recently to know, or the clock went back.",
                "the server's",
                "wait for one window after a start (20 s by default), or give the guard more room"),
        STALE(
                "not sent just now",
                "The age of the ticket that the client tells does not fit the server's clock: the ClientHello was held up, recorded"
                        + " and sent later, or one of the clocks runs wrong.",
                "the network's, or a clock's",
                "look at both clocks; allow more tolerance (Freshness) only if clients are far away"),
        RETRIED(
                "HelloRetryRequest",
                "A HelloRetryRequest ends early data: the client's keys are bound to its first ClientHello.",
                "the client's key shares, or the server's list of groups",
                "offer a key share that the server takes at once, see NEG.HRR"),
        NOT_ALLOWED(
                "takes none|does not allow",
                "The server does not take early data, or did not when it issued the ticket.",
                "the server's configuration",
                "allow early data at the server (ServerConfig.earlyData, ssl_early_data on), for requests that may be done twice"),
        OTHER_TERMS(
                "was selected|application protocol",
                "Early data is bound to the cipher suite and the application protocol of the ticket's connection.",
                "whichever side changed its lists",
                "keep suite and ALPN protocol as they were; the next ticket will do"),
        NO_KEY(
                "no key in common|did not take the ticket|external key",
                "Early data comes under the first key that the client offers; the server has to take that very key.",
                "see RESUME.MISS, which says why the ticket was not taken",
                "what makes resumption work again makes early data work again"),
        OTHER("", "", "the server's, which does not say why", "look into the server's log");

        private final Pattern reason;
        private final String what;
        private final String whose;
        private final String fix;

        Rejection(String reason, String what, String whose, String fix) {
            this.reason = Pattern.compile(reason);
            this.what = what;
            this.whose = whose;
            this.fix = fix;
        }

        static Rejection of(String reason) {
            return List.of(values()).stream()
                    .filter(rejection -> rejection.reason.matcher(reason).find())
                    .findFirst()
                    .orElse(OTHER);
        }
    }
}
