// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.EarlyDataChoice;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Event;
import dev.limpid.registry.ExtensionType;
import dev.limpid.request.Request;
import dev.limpid.session.ReplayGuard;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Early data on the server: whether it is taken, and what becomes of it if not (sections 4.3.10 and 8). */
final class EarlyDataDecision {
    private EarlyDataDecision() {}

    static boolean isOffered(ClientHello hello) {
        return hello.extensions().contains(ExtensionType.EARLY_DATA);
    }

    /** Decides, and goes on with it; the binder was checked before. */
    static Transition decide(
            ServerContext context,
            ClientHello hello,
            ServerChoice choice,
            boolean retried,
            Function<Boolean, Transition> then,
            Runnable abandon) {
        //= R4.3.10-5
        if (!isOffered(hello)) {
            return then.apply(false);
        }
        Instant now = context.config().time().now();
        Optional<Event.EarlyDataDecided> objection =
                EarlyDataChoice.objection(context.config(), hello, choice, retried, now);
        if (objection.isPresent()) {
            report(context, objection.get());
            return then.apply(false);
        }
        EarlyDataPolicy policy = context.config().earlyData().orElseThrow();
        //= R8-3
        //= R8.2-2
        Request.CheckReplay question = new Request.CheckReplay(
                policy.guard(),
                PskProof.binder(hello, choice.psk().orElseThrow()),
                policy.freshness().window(),
                now);
        return Transition.ask(
                question,
                answer -> {
                    Event.EarlyDataDecided decision = new Event.EarlyDataDecided(answer(answer));
                    report(context, decision);
                    //= R8.2-1
                    return then.apply(decision.accepted());
                },
                abandon);
    }

    /** A HelloRetryRequest goes out instead of an answer: what the client sends meanwhile is skipped. */
    static void reject(ServerContext context) {
        report(context, new Event.EarlyDataDecided(EarlyDataAnswer.RETRIED));
        skip(context);
    }

    /** The keys that come next are not early data's: what does not open under them is skipped. */
    static void skip(ServerContext context) {
        context.output().earlyDataDecided(false);
        context.output().skipEarlyData(context.config().mostSkipped());
    }

    private static EarlyDataAnswer answer(ReplayGuard.Answer answer) {
        return switch (answer) {
            case ADMITTED -> EarlyDataAnswer.ADMITTED;
            case SEEN_BEFORE -> EarlyDataAnswer.REPLAYED;
            case CANNOT_TELL -> EarlyDataAnswer.CANNOT_TELL;
        };
    }

    private static void report(ServerContext context, Event.EarlyDataDecided decision) {
        context.report(Choice.of(Subject.EARLY_DATA, decision.accepted() ? "accepted" : "rejected", decision.text()));
        context.recorder().record(decision);
    }
}
