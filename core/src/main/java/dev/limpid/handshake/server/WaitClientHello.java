// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.extension.Cookie;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.SelectedPsk;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.request.Request;
import java.util.Optional;

/** START: the first ClientHello decides everything, unless its shares don't do. */
record WaitClientHello(ServerContext context) implements ServerState {
    @Override
    public String name() {
        return "START";
    }

    @Override
    public Transition receive(Received received) {
        if (!(received.message() instanceof ClientHello hello)) {
            throw received.unexpected(this);
        }
        context.pass("RECVD_CH");
        return Transition.ask(new Request.NeedsConfig(context.config(), hello), picked -> {
            ServerContext chosen = context.with(bound(picked));
            Optional<StatelessRetry> stateless = chosen.config().statelessRetry();
            Optional<Cookie> cookie = hello.extensions().find(Cookie.class);
            if (stateless.isPresent() && cookie.isPresent()) {
                return HelloRetry.resume(
                        chosen, received, hello, stateless.get(), cookie.get().cookie());
            }
            return PskSearch.in(
                    chosen, hello, Optional.empty(), Optional.empty(), psk -> choose(chosen, hello, psk, received));
        });
    }

    /** Whoever picks a configuration need not know what this client's cookies are bound to. */
    private ServerConfig bound(ServerConfig picked) {
        return context.config()
                .statelessRetry()
                .map(own -> picked.boundTo(own.context()))
                .orElse(picked);
    }

    private static Transition choose(
            ServerContext context, ClientHello hello, Optional<SelectedPsk> psk, Received received) {
        ServerChoice choice = ServerChoice.of(context.config(), hello, psk);
        choice.choices().forEach(context::report);
        Optional<EarlySecret> early = psk.map(selected -> PskProof.check(context, hello, selected));
        context.transcript().accept(received);
        //= R4.2.1-3
        if (choice.lacksShare() || context.config().alwaysRetry()) {
            early.ifPresent(EarlySecret::destroy);
            return Transition.to(HelloRetry.send(context, hello, choice));
        }
        return Negotiation.begin(context, hello, choice, early, false);
    }
}
