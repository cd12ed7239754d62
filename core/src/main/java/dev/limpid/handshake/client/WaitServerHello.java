// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.Transition;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.HandshakeSecret;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.ServerAnswer;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** WAIT_SH: the offer is out; a ServerHello settles it, a HelloRetryRequest asks for another one, once. */
record WaitServerHello(ClientContext context, ClientOffer offer, Map<NamedGroup, PrivateShare> shares)
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
        shares.values().forEach(PrivateShare::destroy);
    }

    private Transition accept(ServerHello hello, Received received) {
        ServerAnswer answer = ServerAnswer.of(offer, hello);
        CipherSuite suite = answer.cipherSuite();
        context.report(Choice.of(Subject.CIPHER_SUITE, suite.toString(), "the server selected it from our list"));
        context.report(Choice.of(
                Subject.GROUP, answer.share().group().toString(), "the server answered our share of this group"));
        context.transcript().begin(suite.hash().orElseThrow());
        context.transcript().accept(received);
        Keys keys = deriveKeys(answer);
        context.output().install(keys.server(), suite);
        if (offer.retry().isEmpty()) {
            Compatibility.changeCipherSpec(context);
        }
        // Appendix A.1: an alert from here on goes under the handshake keys, so they are installed before the second
        // flight
        context.output().install(keys.client(), suite);
        return Transition.to(new WaitEncryptedExtensions(context, offer, keys));
    }

    private Keys deriveKeys(ServerAnswer answer) {
        NamedGroup group = answer.share().group();
        byte[] shared = Objects.requireNonNull(shares.get(group))
                .decapsulate(answer.share().keyExchange());
        destroy();
        HashAlgorithm hash = answer.cipherSuite().hash().orElseThrow();
        Derivation derivation = new Derivation(context.config().crypto(), hash, context.recorder());
        HandshakeSecret secret = EarlySecret.withoutPsk(derivation).handshakeSecret(shared);
        return new Keys(
                answer.cipherSuite(),
                group,
                secret,
                secret.clientTraffic(context.transcript().hash()),
                secret.serverTraffic(context.transcript().hash()));
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
        Compatibility.changeCipherSpec(context);
        Map<NamedGroup, PrivateShare> kept =
                demand.group().map(this::replaceShares).orElse(shares);
        Optional<KeyShareEntry> share = demand.group()
                .map(group -> new KeyShareEntry(
                        group, Objects.requireNonNull(kept.get(group)).publicShare()));
        ClientOffer second = offer.second(demand, share);
        //= R4.2.4-7
        context.transcript().send(second.hello());
        return Transition.to(new WaitServerHello(context, second, kept));
    }

    private Map<NamedGroup, PrivateShare> replaceShares(NamedGroup group) {
        destroy();
        return Map.of(group, context.config().crypto().keyExchange(group).generate());
    }
}
