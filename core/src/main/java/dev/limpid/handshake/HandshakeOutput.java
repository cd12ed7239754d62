// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.extension.Extensions;
import dev.limpid.identity.Stapled;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.Finished;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.record.RecordSizes;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
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

    /** Whether this side's close_notify has gone, after which it sends nothing (section 6.1). */
    boolean isClosed();

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

    /**
     * Early data may flow from here on, until the client's handshake keys are installed (section 2.3): a client may send it, a
     * server takes it, and may send its own data before the client's Finished came.
     *
     * @param most bytes of it in all
     * @param exporter the early exporter, which the output owns
     */
    void beginEarlyData(long most, ExporterSecret exporter);

    /** The server decided about the early data that was offered; keys for data that it does not take are gone. */
    void earlyDataDecided(boolean accepted);

    /**
     * The client sends early data that this server rejected: until a record is for the handshake, what does not open is skipped,
     * or without keys what is of type application_data.
     *
     * @param most bytes of it in all
     */
    void skipEarlyData(long most);

    /** {@code extensions}, those of a ClientHello or CertificateRequest, say which signatures the peer can verify. */
    void peerAsked(Extensions extensions);

    /** This came with a certificate of the peer. */
    void peerStapled(Stapled stapled);

    /** The handshake is complete: application data may flow both ways. */
    void established(Completed completed);

    /** The server has this client's Finished: it sent {@code by}, which it may only send after that. */
    void serverConfirmed(HandshakeType by);

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
