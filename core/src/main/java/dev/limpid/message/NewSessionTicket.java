// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * NewSessionTicket (RFC 9846 section 4.7.1): lets the client resume later.
 *
 * @param ticketLifetime seconds, 0 to 2^32-1; more than 604800 is forbidden
 * @param ticketAgeAdd 0 to 2^32-1, which hides the ticket's age from others
 * @param ticketNonce up to 255 bytes, from which the PSK is derived
 * @param ticket opaque to the client, not empty
 */
public record NewSessionTicket(
        long ticketLifetime, long ticketAgeAdd, Bytes ticketNonce, Bytes ticket, Extensions extensions)
        implements HandshakeMessage {
    static NewSessionTicket decode(WireReader reader) {
        //= R4.7.1-16
        return new NewSessionTicket(
                reader.uint32(),
                reader.uint32(),
                reader.opaque8("ticket_nonce", 0),
                reader.opaque16("ticket", 1),
                Extensions.read(reader, ExtensionContext.NEW_SESSION_TICKET));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> extensions.write(w.uint32(ticketLifetime)
                .uint32(ticketAgeAdd)
                .opaque8(ticketNonce)
                .opaque16(ticket)));
    }
}
