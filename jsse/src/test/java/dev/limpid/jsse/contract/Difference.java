// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

/** Where a provider does not do what the Javadoc says, or where it leaves a choice and they choose differently. */
enum Difference {
    /** Tickets and the status. */
    FINISHED_ONCE(
            "SSLEngineResult.HandshakeStatus.FINISHED",
            "its server says it with the ticket that it wraps after the handshake, its client once more when it has read that ticket",
            "once for each end",
            "\"The SSLEngine has just finished handshaking\" is true once; a ticket is no handshake"),
    /** The exporter too early. */
    EXPORT_BEFORE_HANDSHAKE(
            "ExtendedSSLSession.exportKeyingMaterialData before the handshake",
            "SSLKeyException",
            "IllegalStateException",
            "\"if this session does not have the necessary key generation material\""),
    /** The end of a socket's stream. */
    TRUNCATION(
            "SSLSocket.getInputStream().read() after a TCP end without close_notify",
            "-1, unless com.sun.net.ssl.requireCloseNotify is set",
            "SSLException",
            "whoever cuts the connection must not be able to make half an answer look whole (RFC 9846 section 6.1)"),
    /** Reading from what this end has closed. */
    READ_AFTER_CLOSE(
            "SSLSocket.getInputStream().read() after close()",
            "-1, as if the peer had ended its data",
            "SocketException, as any socket does",
            "the peer did not end anything"),
    /** A packet size that was another connection's. */
    PACKETS_OF_A_RESUMED_SESSION(
            "SSLSession.getPacketBufferSize() of a resumed session",
            "that of the first connection's maximumPacketSize; a buffer of that size is too small for this connection's packets, and wrap fails with internal_error",
            "this connection's",
            "\"packets of any size up to and including the value returned by this method\""),
    /** Key managers that know no engines. */
    OLD_KEY_MANAGERS_OF_ENGINES(
            "an X509KeyManager that is no X509ExtendedKeyManager, with an SSLEngine",
            "never asked: handshake_failure",
            "asked as for a socket, without one",
            "what serves sockets can serve engines");

    private final String method;
    private final String sun;
    private final String limpid;
    private final String reason;

    Difference(String method, String sun, String limpid, String reason) {
        this.method = method;
        this.sun = sun;
        this.limpid = limpid;
        this.reason = reason;
    }

    /** Whose behaviour is not what the contract's tests expect of everybody. */
    String departing() {
        return "SunJSSE";
    }

    /** A row of the table. */
    String row() {
        return "| " + method + " | " + sun + " | " + limpid + " | " + reason + " |";
    }
}
