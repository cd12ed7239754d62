// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.handshake.State;
import dev.limpid.observe.Recorder;

/** START: the server waits for the client to speak. */
public final class Start {
    private Start() {}

    /** The state that waits for a ClientHello. */
    public static State await(ServerConfig config, HandshakeOutput output, Recorder recorder) {
        HandshakeTranscript transcript = new HandshakeTranscript(config.crypto(), output, recorder);
        return new WaitClientHello(new ServerContext(config, output, transcript, recorder));
    }
}
