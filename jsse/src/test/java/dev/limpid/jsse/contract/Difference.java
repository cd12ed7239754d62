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
            "\"The SSLEngine has just finished handshaking\" is true once; a ticket is no handshake");

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
        return "| `" + method + "` | " + sun + " | " + limpid + " | " + reason + " |";
    }
}
