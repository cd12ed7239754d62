// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.config.ClientConfig;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.extension.KeyShareEntry;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.State;
import dev.limpid.identity.ServerName;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.negotiate.HelloVariation;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** START: the client speaks first. */
public final class Start {
    private static final int RANDOM_LENGTH = 32;

    private Start() {}

    /** Sends ClientHello (R4.2.2-1) and returns the state that waits for the answer. */
    public static State send(
            ClientConfig config, ServerName server, OptionalInt port, HandshakeOutput output, Recorder recorder) {
        HandshakeTranscript transcript = new HandshakeTranscript(config.crypto(), output, recorder);
        ClientContext context = new ClientContext(config, server, port, output, transcript, recorder);
        Map<NamedGroup, PrivateShare> shares = new LinkedHashMap<>();
        List<KeyShareEntry> entries = new ArrayList<>();
        for (NamedGroup group : config.keyShares()) {
            //= R4.3.8-6
            //= R4.3.8-10
            PrivateShare share = config.crypto().keyExchange(group).generate();
            shares.put(group, share);
            entries.add(new KeyShareEntry(group, share.publicShare()));
        }
        Bytes random = random(config);
        //= R4.2.2-9
        //= R4.2.2-11
        Bytes sessionId = config.middleboxCompatibility() ? random(config) : Bytes.EMPTY;
        PskOffer psks = PskOffer.of(context);
        Optional<EarlyDataTerms> earlyData = psks.earlyData(config);
        psks.report(context, earlyData.isPresent());
        OfferedKeys keys = OfferedKeys.of(context, psks.keys());
        ClientOffer offer = keys.bind(
                ClientOffer.first(config, server, random, sessionId, entries, keys.offered(), earlyData.isPresent())
                        .varied(HelloVariation.of(config)));
        //= R4.2.2-1
        transcript.send(offer.hello());
        earlyData.ifPresent(terms ->
                EarlyDataOffer.begin(context, terms, keys.secretOf(offer.psks().getFirst())));
        return new WaitServerHello(context, offer, shares, keys);
    }

    private static Bytes random(ClientConfig config) {
        byte[] random = new byte[RANDOM_LENGTH];
        config.crypto().random(random);
        return Bytes.wrap(random);
    }
}
