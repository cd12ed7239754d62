// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.extension.Cookie;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
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
        return Transition.ask(
                new Request.NeedsConfig(context.config(), hello),
                picked -> choose(context.with(bound(picked)), hello, received));
    }

    /** Whoever picks a configuration need not know what this client's cookies are bound to. */
    private ServerConfig bound(ServerConfig picked) {
        return context.config()
                .statelessRetry()
                .map(own -> picked.boundTo(own.context()))
                .orElse(picked);
    }

    private static Transition choose(ServerContext context, ClientHello hello, Received received) {
        Optional<StatelessRetry> stateless = context.config().statelessRetry();
        Optional<Cookie> cookie = hello.extensions().find(Cookie.class);
        if (stateless.isPresent() && cookie.isPresent()) {
            return HelloRetry.resume(
                    context, received, hello, stateless.get(), cookie.get().cookie());
        }
        ServerChoice choice = ServerChoice.of(context.config(), hello);
        choice.choices().forEach(context::report);
        context.transcript().accept(received);
        //= R4.2.1-3
        if (choice.share().isEmpty() || context.config().alwaysRetry()) {
            return Transition.to(HelloRetry.send(context, hello, choice));
        }
        return Negotiation.begin(context, hello, choice, false);
    }
}
