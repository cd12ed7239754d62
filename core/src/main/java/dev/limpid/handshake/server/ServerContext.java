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
    void report(Choice choice) {
        recorder.record(new Event.Chosen(choice));
    }

    /** Passes through a state of the figure that does not wait. */
    void pass(String state) {
        recorder.record(new Event.StateEntered(state));
    }
}
