// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.message.Certificate;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened on a connection. One vocabulary for every producer (a live client, a live server, a capture) and
 * every consumer. Holds no secret; holds a peer's texts as they came, so whoever shows them escapes them.
 */
public sealed interface Event {
    /** The connection begins. */
    record Started(Side role, Instant at, Optional<String> serverName) implements Event {}

    /**
     * The transport is open: for TCP, the kernel's SYN, SYN-ACK, ACK are done.
     *
     * @param peer the peer's address and port
     * @param nanos how long connecting took; 0 at the accepting end
     */
    record TransportConnected(String peer, long nanos) implements Event {}

    /** A record, as its header and its protection show it; told only to observers that want records. */
    record RecordSeen(Side sender, ContentType type, Epoch epoch, int length, int contentLength) implements Event {}

    /**
     * A handshake message, whole.
     *
     * @param length of the message with its header of four bytes
     */
    record MessageSeen(Side sender, Epoch epoch, HandshakeMessage message, int length) implements Event {}

    /**
     * The transcript took in another message (section 4.1): equal hashes on both ends mean that both saw the same bytes. Told
     * as soon as the hash function is known, so for ClientHello after ServerHello.
     *
     * @param through the message that came last
     */
    record TranscriptExtended(HandshakeType through, Bytes hash) implements Event {}

    /**
     * What a CompressedCertificate holds (RFC 8879): told by a sender before the message, by a receiver after it.
     *
     * @param certificate as if it had not been compressed
     */
    record CertificateUncompressed(Side sender, CompressedCertificate compressed, Certificate certificate)
            implements Event {}

    /** A change_cipher_spec record, which means nothing (appendix E.4). */
    record ChangeCipherSpecSeen(Side sender) implements Event {}

    /** The state machine of appendix A moved. */
    record StateEntered(String state) implements Event {}

    /** Somebody outside was asked; the handshake, or this part of it, waits. Not told of what the configuration answers at once. */
    record QuestionAsked(Question question) implements Event {}

    /** Whoever was asked has answered. */
    record QuestionAnswered(Question question) implements Event {}

    /** The negotiation decided. */
    record Chosen(Choice choice) implements Event {}

    /**
     * A secret was derived (section 7.1).
     *
     * @param generation N of application traffic secret N, otherwise 0
     * @param label the label of Derive-Secret or HKDF-Expand-Label without "tls13 "; empty for an extraction
     * @param transcriptHash what bound it to the handshake so far; empty if nothing did
     */
    record SecretDerived(
            SecretKind kind,
            List<SecretKind> parents,
            long generation,
            String label,
            Bytes transcriptHash,
            SecretView secret)
            implements Event {}

    /** From here on, {@code sender}'s records are under these keys. */
    record KeysInstalled(Side sender, Epoch epoch, long generation) implements Event {}

    /** {@code sender}'s former keys are gone. */
    record KeysDiscarded(Side sender, Epoch epoch, long generation) implements Event {}

    /** The certificate chain of {@code peer} was judged. */
    record PathChecked(Side peer, PathFacts facts, Optional<Violation> violation) implements Event {}

    /** CertificateVerify is right: {@code peer} holds its certificate's private key, and signed this handshake. */
    record SignatureChecked(Side peer, SignatureScheme scheme) implements Event {}

    /** Finished is right: {@code peer} derived the same secrets from the same messages. */
    record FinishedChecked(Side peer) implements Event {}

    /**
     * The client offers keys that both sides may already have (section 4.3.11).
     *
     * @param tickets how many of them come from tickets
     * @param external how many were provisioned outside of TLS
     * @param earlyData whether early data comes with them
     */
    record PskOffered(int tickets, int external, boolean earlyData) implements Event {}

    /**
     * The server uses a key of the client's: no certificate is shown.
     *
     * @param index of the key in the client's offer
     * @param resumed whether it comes from a ticket
     */
    record PskAccepted(int index, boolean resumed) implements Event {}

    /**
     * A full handshake where a ticket or another key might have done: why.
     *
     * @param detail with what values, or empty
     */
    record PskMissed(PskMiss reason, String detail) implements Event {
        /** Without detail. */
        public PskMissed(PskMiss reason) {
            this(reason, "");
        }

        /** The reason as a clause for people. */
        public String text() {
            return Event.clause(reason.text(), detail);
        }
    }

    /**
     * The server decided about early data (section 2.3).
     *
     * @param detail with what values, or empty
     */
    record EarlyDataDecided(EarlyDataAnswer answer, String detail) implements Event {
        /** Without detail. */
        public EarlyDataDecided(EarlyDataAnswer answer) {
            this(answer, "");
        }

        /** Whether the server takes it. */
        public boolean accepted() {
            return answer.accepted();
        }

        /** The reason as a clause for people. */
        public String text() {
            return Event.clause(answer.text(), detail);
        }
    }

    /**
     * A ticket for later went from the server to the client (section 4.7.1).
     *
     * @param lifetime in seconds
     * @param maxEarlyData the bytes of early data that it allows; 0 for none
     * @param kept whether this side can resume with it
     * @param reason why not, or what it is good for
     */
    record TicketIssued(long lifetime, long maxEarlyData, boolean kept, String reason) implements Event {}

    /** The handshake is complete for this side. */
    record Established(ConnectionFacts facts) implements Event {}

    /**
     * The server has received this client's Finished, and so accepted its certificate if it asked for one: until here the client knows
     * only that it is content itself. Application data tells nothing, since a server may send it right after its own Finished.
     *
     * @param by the message that a server sends only after that
     */
    record PeerConfirmed(HandshakeType by) implements Event {}

    /**
     * A client answered a request for authentication after the handshake (section 4.7.2).
     *
     * @param requestContext which request
     * @param authenticated whether with a certificate, which was accepted
     */
    record LaterAuthentication(Bytes requestContext, boolean authenticated) implements Event {}

    /**
     * {@code sender} moved to its next application traffic secret (section 4.7.3).
     *
     * @param generation the new N
     * @param requested whether it asks the peer to do the same
     */
    record KeyUpdated(Side sender, long generation, boolean requested) implements Event {}

    /**
     * The tool saw a message of the application protocol.
     *
     * @param summary such as {@code GET /products}
     * @param length in bytes
     */
    record ApplicationMessageSeen(Side sender, String summary, long length) implements Event {}

    /**
     * An alert.
     *
     * @param recovered whether it was found after the connection had failed already (last-word recovery)
     */
    record AlertSeen(Side sender, Alert alert, boolean encrypted, boolean recovered) implements Event {}

    /**
     * This side gave up because of {@code violation}.
     *
     * @param peerTold whether the violation's alert goes to the peer; nothing does after this side's close_notify
     */
    record Failed(Violation violation, String detail, boolean peerTold) implements Event {}

    /** The transport ended: how, and what the system said. */
    record TransportEnded(Ending ending, String detail) implements Event {}

    /** The connection is over. */
    record Closed(Closure closure) implements Event {}

    private static String clause(String text, String detail) {
        return detail.isEmpty() ? text : text + ": " + detail;
    }

    /** How a transport ends. */
    enum Ending {
        /** The peer closed it (FIN). */
        END_OF_STREAM,
        /** The peer or a device between reset it (RST). */
        RESET,
        /** Nothing came in time. */
        TIMEOUT,
        /** It could not be opened, or failed otherwise. */
        FAILED
    }

    /** How a connection ends. */
    enum Closure {
        /** close_notify came and went. */
        CLEAN,
        /** The transport ended without close_notify from the peer. */
        TRUNCATED,
        /** After an alert of either side, or a failure. */
        FAILED,
        /** This side stopped without waiting for the peer's close_notify. */
        ABANDONED
    }
}
