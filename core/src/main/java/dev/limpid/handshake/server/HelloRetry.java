// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.negotiate.ClientHelloRules;
import dev.limpid.negotiate.RetryCookie;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.SelectedPsk;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** HelloRetryRequest (section 4.2.4): asks for a share of the group that was chosen, or for a cookie back. */
final class HelloRetry {
    private static final int COOKIE_LENGTH = 32;

    private HelloRetry() {}

    /** Sends it and returns the state that waits for the second ClientHello. */
    static WaitSecondClientHello send(ServerContext context, ClientHello first, ServerChoice choice) {
        ServerConfig config = context.config();
        Bytes hash = context.transcript().retry(choice.cipherSuite().hash().orElseThrow());
        RetryDemand wanted = choice.demand(config, first);
        //= R4.3.2-1
        Optional<Bytes> cookie = config.statelessRetry()
                .map(retry -> stateless(config, retry, first, wanted, hash))
                .or(() -> config.alwaysRetry() ? Optional.of(random(config)) : Optional.empty());
        RetryDemand demand = new RetryDemand(wanted.cipherSuite(), wanted.group(), cookie);
        context.transcript().send(request(first, demand));
        Compatibility.changeCipherSpec(context, first);
        if (EarlyDataDecision.isOffered(first)) {
            EarlyDataDecision.reject(context);
        }
        return new WaitSecondClientHello(context, first, demand, choice.psk());
    }

    /**
     * Takes a ClientHello that brings a cookie back, though this connection has sent none: what was said before is in the cookie,
     * and the HelloRetryRequest follows from that.
     */
    static Transition resume(
            ServerContext context, Received received, ClientHello second, StatelessRetry retry, Bytes sealed) {
        ServerConfig config = context.config();
        RetryCookie cookie =
                RetryCookie.open(config.crypto(), retry, config.time().now(), sealed);
        RetryDemand demand = cookie.demand(sealed);
        ClientHelloRules.checkSecond(config.crypto(), cookie, demand, second);
        context.report(Choice.of(Subject.HELLO_RETRY, "done", "the client brings a cookie of this server back"));
        context.transcript()
                .resume(cookie.cipherSuite().hash().orElseThrow(), cookie.clientHelloHash(), request(second, demand));
        return answered(context, received, second, demand, Optional.empty(), made -> report(context, made));
    }

    private static void report(ServerContext context, ServerChoice choice) {
        choice.choices().stream()
                .filter(made -> made.subject() != Subject.HELLO_RETRY)
                .forEach(context::report);
    }

    /**
     * Goes on with a second ClientHello that is as it should be.
     *
     * @param before the key that was selected of the first, if that is known
     * @param told is told the choice
     */
    static Transition answered(
            ServerContext context,
            Received received,
            ClientHello second,
            RetryDemand demand,
            Optional<SelectedPsk> before,
            Consumer<ServerChoice> told) {
        return PskSearch.in(context, second, Optional.of(demand), before, psk -> {
            ServerChoice choice = ServerChoice.after(demand, context.config(), second, psk);
            if (choice.lacksShare()) {
                throw new ViolationException(
                        Violation.WRONG_SHARE_AFTER_RETRY,
                        "no share for " + choice.group().orElseThrow());
            }
            told.accept(choice);
            Optional<EarlySecret> early = psk.map(selected -> PskProof.check(context, second, selected));
            context.transcript().accept(received);
            return Negotiation.begin(context, second, choice, early, true);
        });
    }

    /** The same bytes whenever it is asked for: either hello has the session id, which must not change. */
    private static HelloRetryRequest request(ClientHello hello, RetryDemand demand) {
        List<Extension> extensions = new ArrayList<>();
        demand.group().ifPresent(group -> extensions.add(new KeyShare.HelloRetryRequest(group)));
        demand.cookie().ifPresent(cookie -> extensions.add(new Cookie(cookie)));
        //= R4.2.4-1
        extensions.add(new SupportedVersions.Selected(ProtocolVersion.TLS13));
        return new HelloRetryRequest(
                ProtocolVersion.TLS12,
                hello.legacySessionId(),
                demand.cipherSuite(),
                0,
                //= R4.2.4-2
                //= R4.2.4-3
                Extensions.of(extensions));
    }

    private static Bytes stateless(
            ServerConfig config, StatelessRetry retry, ClientHello first, RetryDemand wanted, Bytes hash) {
        return RetryCookie.of(config, first, wanted, hash).seal(config.crypto(), retry);
    }

    private static Bytes random(ServerConfig config) {
        byte[] cookie = new byte[COOKIE_LENGTH];
        config.crypto().random(cookie);
        return Bytes.wrap(cookie);
    }
}
