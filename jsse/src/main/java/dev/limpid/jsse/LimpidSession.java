// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What an {@link SSLSession} cannot say of its connection, and what cannot be done by it. Thread-safe. Get it from any session of
 * this provider with {@link #of}; during the handshake from {@code getHandshakeSession()}.
 */
public interface LimpidSession {
    /**
     * The wider view of {@code session}.
     *
     * @throws IllegalArgumentException if it is not a session of this provider
     */
    static LimpidSession of(SSLSession session) {
        if (session instanceof LimpidSession limpid) {
            return limpid;
        }
        throw new IllegalArgumentException(
                "not a session of Limpid: " + session.getClass().getName());
    }

    /** What has happened on the connection so far, without secrets. */
    HandshakeReport report();

    /** What was agreed on, once the handshake is complete: the group and the signature scheme too. */
    Optional<ConnectionFacts> facts();

    /** Whether the server took the early data that was offered; empty before that is known, and if none was offered. */
    Optional<Boolean> earlyDataAccepted();

    /** Whether data that a server reads now is early data, which somebody may have recorded and sent again (appendix F.5). */
    boolean isEarly();

    /**
     * Moves this side's sending on to its next keys (section 4.7.3); of an engine, the next {@code wrap} sends it.
     *
     * @param requestPeer whether to ask the peer to do the same
     * @throws IllegalStateException unless the connection is established and open for writing
     */
    void updateKeys(boolean requestPeer) throws IOException;

    /** Whether {@link #requestClientCertificate} is possible: the client offers it, and the parameters want or need one. */
    boolean mayRequestClientCertificate();

    /**
     * Asks the client for a certificate after the handshake (section 4.7.2). Its answer changes {@code getPeerCertificates()}.
     *
     * @throws IllegalStateException unless {@link #mayRequestClientCertificate()}
     */
    void requestClientCertificate(ClientAuthentication wanted) throws IOException;

    /**
     * Sends the client one more ticket (section 4.7.1).
     *
     * @return whether it gets one
     * @throws IllegalStateException unless this is the server of an established connection
     */
    boolean sendTicket() throws IOException;

    /** The channel binding tls-exporter (RFC 9266), 32 bytes. @throws IllegalStateException before the handshake is complete */
    Bytes tlsExporter();
}
