// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

import dev.limpid.config.ClientConfig;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.HandshakeTranscript;
import dev.limpid.identity.ServerName;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.session.SessionKey;

/** What every state of one client connection knows. */
record ClientContext(
        ClientConfig config,
        ServerName server,
        HandshakeOutput output,
        HandshakeTranscript transcript,
        Recorder recorder) {
    /** Under which a session with this server is kept: only a configuration that trusts alike finds it. */
    SessionKey sessionKey() {
        return new SessionKey(server.text(), config.sessionPartition(), config.alpn(), config.sessionBinding());
    }

    void report(Choice choice) {
        recorder.record(new Event.Chosen(choice));
    }
}
