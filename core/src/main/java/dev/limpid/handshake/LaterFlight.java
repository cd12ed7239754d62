// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.transcript.Transcript;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * An authentication after the handshake, on a transcript of its own: the handshake's, and the CertificateRequest (section 4.5).
 * Kept until it is whole, since nothing may come between its messages.
 */
public final class LaterFlight implements Flight {
    private final Transcript transcript;
    private final List<HandshakeMessage> messages = new ArrayList<>();

    /** @param transcript through the CertificateRequest; this flight's from now on */
    public LaterFlight(Transcript transcript) {
        this.transcript = transcript;
    }

    @Override
    public void send(HandshakeMessage message) {
        messages.add(message);
        transcript.add(HandshakeCodec.encode(message));
    }

    @Override
    public Bytes hash() {
        return transcript.hash();
    }

    /** All that it says before Finished. */
    public List<HandshakeMessage> messages() {
        return List.copyOf(messages);
    }
}
