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
import java.util.OptionalInt;

/**
 * What every state of one client connection knows.
 *
 * @param port the server's, if it is known: other ports of a host may be other servers
 */
record ClientContext(
        ClientConfig config,
        ServerName server,
        OptionalInt port,
        HandshakeOutput output,
        HandshakeTranscript transcript,
        Recorder recorder) {
    /** Under which a session with this server is kept: only a configuration that trusts alike finds it. */
    SessionKey sessionKey() {
        String endpoint = server.text() + (port.isPresent() ? ":" + port.getAsInt() : "");
        return new SessionKey(endpoint, config.sessionPartition(), config.alpn(), config.sessionBinding());
    }

    void report(Choice choice) {
        recorder.record(new Event.Chosen(choice));
    }
}
