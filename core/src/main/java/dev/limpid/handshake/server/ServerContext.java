// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;

/** What every state of one server connection knows. */
record ServerContext(ServerConfig config, HandshakeOutput output, HandshakeTranscript transcript, Recorder recorder) {
    /** The same connection under the configuration that was picked for its client. */
    ServerContext with(ServerConfig picked) {
        if (picked.equals(config)) {
            return this;
        }
        if (!picked.crypto().equals(config.crypto())) {
            throw new IllegalStateException("the configuration for this client has another CryptoProvider");
        }
        report(Choice.of(Choice.Subject.CONFIGURATION, "another", "it is the one for this ClientHello"));
        return new ServerContext(picked, output, transcript, recorder);
    }

    void report(Choice choice) {
        recorder.record(new Event.Chosen(choice));
    }

    /** Passes through a state of the figure that does not wait. */
    void pass(String state) {
        recorder.record(new Event.StateEntered(state));
    }
}
