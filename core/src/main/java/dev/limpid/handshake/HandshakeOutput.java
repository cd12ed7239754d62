// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.record.RecordSizes;
import dev.limpid.registry.CipherSuite;
import dev.limpid.wire.Bytes;
import java.util.List;

/** All that a state can do to the world. Calls take effect in their order. */
public interface HandshakeOutput {
    /**
     * Sends {@code message} under the keys installed for this side's sending.
     *
     * @return the whole message as it is sent, header included: what the transcript hashes
     */
    Bytes send(HandshakeMessage message);

    /** Sends the dummy record of middlebox compatibility mode (appendix E.4). */
    void sendChangeCipherSpec();

    /**
     * From here on, {@code secret}'s own side sends under its keys. The output owns the secret, and destroys it when the next
     * of that side is installed.
     */
    void install(TrafficSecret secret, CipherSuite suite);

    /**
     * Both sides keep to {@code agreed} from the first record under handshake keys (RFC 8449), or from here on (RFC 6066).
     *
     * @throws dev.limpid.alert.ViolationException if the peer did not
     */
    void limitRecords(RecordSizes agreed);

    /** The handshake is complete: application data may flow both ways. */
    void established(Completed completed);

    /** The peer sends under its next keys from its next record on (section 4.7.3). */
    void peerUpdatedKeys(boolean updateRequested);

    /** The server wants authentication after the handshake (section 4.7.2). */
    void certificateRequested();

    /**
     * Sends {@code messages}, and a Finished after them under the keys of the moment when they go, with nothing between.
     *
     * @param transcriptHash through the last of them
     */
    void sendWithFinished(List<HandshakeMessage> messages, Bytes transcriptHash);

    /**
     * Checks a Finished that came after the handshake.
     *
     * @throws dev.limpid.alert.ViolationException if it is wrong
     */
    FinishedChecked checkFinished(Finished finished, Bytes transcriptHash);

    /** The peer proved who it is after the handshake. */
    void peerAuthenticated(Authentication peer, List<Bytes> certificates);

    /** The server sent a ticket. */
    void ticketReceived();
}
