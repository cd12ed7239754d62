// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.config.ClientConfig;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.State;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.negotiate.OfferedPsk;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A client that has just sent a ClientHello which somebody else composed. */
public final class AfterHello {
    private AfterHello() {}

    /** Sends {@code hello}, to whose shares {@code shares} are the private halves, and which offers {@code session}; what comes next is the real client's. */
    public static State send(
            ClientConfig config,
            ServerName server,
            HandshakeOutput output,
            Recorder recorder,
            ClientHello hello,
            Map<NamedGroup, PrivateShare> shares,
            Optional<Session> session) {
        HandshakeTranscript transcript = new HandshakeTranscript(config.crypto(), output, recorder);
        ClientContext context = new ClientContext(config, server, OptionalInt.empty(), output, transcript, recorder);
        OfferedKeys keys = OfferedKeys.of(
                context, session.map(each -> List.of(labelled(each, hello))).orElse(List.of()));
        ClientOffer offer = keys.bind(new ClientOffer(hello, Optional.empty(), keys.offered()));
        if (!offer.hello().equals(hello)) {
            throw new AssertionError("another binder: " + offer.hello());
        }
        transcript.send(hello);
        if (offer.offersEarlyData()) {
            OfferedPsk first = offer.psks().getFirst();
            EarlyDataOffer.begin(context, first.key().earlyData().orElseThrow(), keys.secretOf(first));
        }
        return new WaitServerHello(context, offer, shares, keys);
    }

    private static OfferedKeys.Labelled labelled(Session session, ClientHello hello) {
        PreSharedKey.Identity identity = hello.extensions()
                .find(PreSharedKey.ClientHello.class)
                .orElseThrow()
                .identities()
                .getFirst();
        return new OfferedKeys.Labelled(new KnownPsk.Resumable(session), at -> identity);
    }
}
