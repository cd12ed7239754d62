// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.config.ClientConfig;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.State;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.negotiate.ClientOffer;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.NamedGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client that has just sent a ClientHello which somebody else composed. */
public final class AfterHello {
    private AfterHello() {}

    /** Sends {@code hello}, to whose shares {@code shares} are the private halves; what comes next is the real client's. */
    public static State send(
            ClientConfig config,
            ServerName server,
            HandshakeOutput output,
            Recorder recorder,
            ClientHello hello,
            Map<NamedGroup, PrivateShare> shares) {
        HandshakeTranscript transcript = new HandshakeTranscript(config.crypto(), output, recorder);
        transcript.send(hello);
        ClientContext context = new ClientContext(config, server, output, transcript, recorder);
        return new WaitServerHello(
                context, new ClientOffer(hello, Optional.empty()), shares, OfferedKeys.of(context, List.of()));
    }
}
