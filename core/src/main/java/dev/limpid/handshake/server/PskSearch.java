// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PreSharedKey.Identity;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ClientHelloRules;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.PskFitness;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.SelectedPsk;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.request.Request;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.Session;
import dev.limpid.session.TicketOpening;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for the first key of a ClientHello that this server knows and may use (sections 4.2.1 and 4.3.11). */
final class PskSearch {
    /** More identities than that are not looked at: each may cost a look-up. */
    private static final int MOST = 8;

    private final ServerContext context;
    private final ClientHello hello;
    private final Optional<RetryDemand> retry;
    private final Optional<SelectedPsk> before;
    private final List<Identity> identities;
    private final List<Event.PskMissed> missed = new ArrayList<>();

    private PskSearch(
            ServerContext context, ClientHello hello, Optional<RetryDemand> retry, Optional<SelectedPsk> before) {
        this.context = context;
        this.hello = hello;
        this.retry = retry;
        this.before = before;
        this.identities = hello.extensions()
                .find(PreSharedKey.ClientHello.class)
                .map(PreSharedKey.ClientHello::identities)
                .orElse(List.of());
    }

    /**
     * Searches, if {@code hello} obeys the rules, and goes on with what was found.
     *
     * @param before what was selected of the first ClientHello, if {@code hello} is the second: it is not looked up again
     * @throws ViolationException if {@code hello} lacks what was selected: only keys that do not fit the suite may be left out
     */
    static Transition in(
            ServerContext context,
            ClientHello hello,
            Optional<RetryDemand> retry,
            Optional<SelectedPsk> before,
            Function<Optional<SelectedPsk>, Transition> then) {
        ClientHelloRules.check(hello);
        PskSearch search = new PskSearch(context, hello, retry, before);
        //= R4.2.2-2
        if (before.isPresent() && !search.offers(before.get().identity())) {
            throw new ViolationException(Violation.CHANGED_CLIENT_HELLO, "the PSK that was selected is missing");
        }
        return search.from(0, then);
    }

    private boolean offers(Bytes identity) {
        return identities.stream().anyMatch(offered -> offered.identity().equals(identity));
    }

    private Transition from(int index, Function<Optional<SelectedPsk>, Transition> then) {
        ServerConfig config = context.config();
        if (index == Math.min(identities.size(), MOST)) {
            reportMissed();
            return then.apply(Optional.empty());
        }
        Identity identity = identities.get(index);
        Optional<KnownPsk> known = before.filter(selected -> selected.identity().equals(identity.identity()))
                .map(SelectedPsk::key);
        if (known.isPresent()) {
            return judged(index, known.get(), then);
        }
        return Transition.ask(
                new Request.OpenPsk(
                        config.externalPsks(),
                        config.tickets(),
                        identity.identity(),
                        config.time().now()),
                found -> switch (found) {
                    case Request.FoundPsk.Provisioned(ExternalPsk key) ->
                        judged(index, new KnownPsk.External(key), then);
                    case Request.FoundPsk.Ticket(TicketOpening.Opened(Session session)) ->
                        judged(index, new KnownPsk.Resumable(session), then);
                    //= R4.3.11-5
                    case Request.FoundPsk.Ticket(TicketOpening.Missed no) ->
                        missed(index, new Event.PskMissed(no.reason().miss()), then);
                });
    }

    private Transition judged(int index, KnownPsk key, Function<Optional<SelectedPsk>, Transition> then) {
        Optional<Event.PskMissed> objection = PskFitness.objection(context.config(), hello, retry, key);
        if (objection.isEmpty()) {
            return then.apply(Optional.of(found(index, key)));
        }
        key.forget();
        return missed(index, objection.get(), then);
    }

    private Transition missed(int index, Event.PskMissed why, Function<Optional<SelectedPsk>, Transition> then) {
        missed.add(why);
        return from(index + 1, then);
    }

    private SelectedPsk found(int index, KnownPsk key) {
        String what = key.isResumable() ? "the session of key " + index : "external key " + index;
        context.report(new Choice(Subject.RESUMPTION, what, "the first of the client's keys that will do", rejected()));
        return new SelectedPsk(
                index,
                identities.get(index).identity(),
                key,
                PskFitness.mode(context.config(), hello).orElseThrow());
    }

    private void reportMissed() {
        if (!missed.isEmpty()) {
            context.report(new Choice(Subject.RESUMPTION, "", "none of the client's keys will do", rejected()));
            context.recorder().record(missed.getFirst());
        }
    }

    private List<Rejected> rejected() {
        List<Rejected> rejected = new ArrayList<>();
        for (Event.PskMissed each : missed) {
            rejected.add(new Rejected("key " + rejected.size(), each.text()));
        }
        return rejected;
    }
}
