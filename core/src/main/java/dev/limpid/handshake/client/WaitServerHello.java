// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.ServerAnswer;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** WAIT_SH: the offer is out; a ServerHello settles it, a HelloRetryRequest asks for another one, once. */
record WaitServerHello(
        ClientContext context, ClientOffer offer, Map<NamedGroup, PrivateShare> shares, OfferedKeys offeredKeys)
        implements ClientState {
    @Override
    public String name() {
        return "WAIT_SH";
    }

    @Override
    public Transition receive(Received received) {
        return switch (received.message()) {
            case ServerHello hello -> accept(hello, received);
            case HelloRetryRequest request -> retry(request, received);
            default -> throw received.unexpected(this);
        };
    }

    @Override
    public void destroy() {
        destroyShares();
        offeredKeys.destroy();
    }

    private Transition accept(ServerHello hello, Received received) {
        ServerAnswer answer = ServerAnswer.of(offer, hello);
        CipherSuite suite = answer.cipherSuite();
        context.report(Choice.of(Subject.CIPHER_SUITE, suite.toString(), "the server selected it from our list"));
        answer.share()
                .ifPresent(share -> context.report(Choice.of(
                        Subject.GROUP, share.group().toString(), "the server answered our share of this group")));
        PskOffer.reportAnswer(context, offer, answer);
        context.transcript().begin(suite.hash().orElseThrow());
        context.transcript().accept(received);
        Keys keys = Keys.establish(context, offer, answer, shares, offeredKeys);
        destroyShares();
        context.output().install(keys.server(), suite);
        if (offer.retry().isEmpty() && !offer.offersEarlyData()) {
            Compatibility.changeCipherSpec(context);
        }
        // Appendix A.1: an alert from here on goes under the handshake keys, so they are installed before the second
        // flight; but as long as the server may take early data, under the keys of that
        boolean early = offer.offersEarlyData() && keys.isFirstPsk();
        if (!early) {
            EarlyDataOffer.refused(context, offer);
            context.output().install(keys.client(), suite);
        }
        return Transition.to(new WaitEncryptedExtensions(context, offer, keys));
    }

    private Transition retry(HelloRetryRequest request, Received received) {
        RetryDemand demand = ServerAnswer.of(offer, request);
        context.report(Choice.of(
                Subject.HELLO_RETRY,
                "yes",
                demand.group()
                        .map(group -> "the server wants a share for " + group)
                        .orElse("the server wants its cookie back")));
        context.transcript().retry(demand.cipherSuite().hash().orElseThrow());
        context.transcript().accept(received);
        if (!offer.offersEarlyData()) {
            Compatibility.changeCipherSpec(context);
        }
        EarlyDataOffer.refused(context, offer);
        Map<NamedGroup, PrivateShare> kept =
                demand.group().map(this::replaceShares).orElse(shares);
        Optional<KeyShareEntry> share = demand.group()
                .map(group -> new KeyShareEntry(
                        group, Objects.requireNonNull(kept.get(group)).publicShare()));
        ClientOffer second = offeredKeys.bind(offer.second(demand, share, offeredKeys.offered()));
        //= R4.2.4-7
        context.transcript().send(second.hello());
        return Transition.to(new WaitServerHello(context, second, kept, offeredKeys));
    }

    private Map<NamedGroup, PrivateShare> replaceShares(NamedGroup group) {
        destroyShares();
        return Map.of(group, context.config().crypto().keyExchange(group).generate());
    }

    private void destroyShares() {
        shares.values().forEach(PrivateShare::destroy);
    }
}
