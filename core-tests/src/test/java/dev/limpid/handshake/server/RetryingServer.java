// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Cookie;
import dev.limpid.extension.KeyShare;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.Received;
import dev.limpid.handshake.State;
import dev.limpid.handshake.Transition;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.observe.Recorder;
import java.util.Optional;

/** A server that answers the first ClientHello with a HelloRetryRequest which somebody else composed. */
public record RetryingServer(HelloRetryRequest request, ServerConfig config, HandshakeOutput output, Recorder recorder)
        implements State {
    @Override
    public String name() {
        return "START";
    }

    @Override
    public Transition receive(Received received) {
        HandshakeTranscript transcript = new HandshakeTranscript(config.crypto(), output, recorder);
        RetryDemand demand = new RetryDemand(
                request.cipherSuite(),
                request.extensions()
                        .find(KeyShare.HelloRetryRequest.class)
                        .map(KeyShare.HelloRetryRequest::selectedGroup),
                request.extensions().find(Cookie.class).map(Cookie::cookie));
        transcript.accept(received);
        transcript.retry(request.cipherSuite().hash().orElseThrow());
        transcript.send(request);
        return Transition.to(new WaitSecondClientHello(
                new ServerContext(config, output, transcript, recorder),
                (ClientHello) received.message(),
                demand,
                Optional.empty()));
    }
}
