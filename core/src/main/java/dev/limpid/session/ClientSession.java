// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import java.time.Instant;

/**
 * A ticket and what a client needs to use it once. Thread-safe.
 *
 * @param ticket as the server sent it, 1 to 65535 bytes
 * @param session whose {@link Session#issuedAt()} is when the ticket arrived
 */
public record ClientSession(Bytes ticket, Session session) {
    /** @throws IllegalArgumentException if {@code ticket} is empty or too long */
    public ClientSession {
        if (ticket.isEmpty() || ticket.length() > 0xffff) {
            throw new IllegalArgumentException("a ticket has 1 to 65535 bytes, not " + ticket.length());
        }
        ticket = Copies.of(ticket);
    }

    /** When the ticket arrived. */
    public Instant receivedAt() {
        return session.issuedAt();
    }

    /** Without the ticket, by which whoever sees it could recognise its next use. */
    @Override
    public String toString() {
        return "ticket of " + ticket.length() + " bytes for " + session;
    }
}
